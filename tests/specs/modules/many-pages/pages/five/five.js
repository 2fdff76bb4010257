console.log('five');
Page({ name: require(['..', 'one', 'one'].join('/')) });
