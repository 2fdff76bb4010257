console.log('three');
Page({ twice: require('/lib/module').default() });
