console.log('module of a');
Page({ ...require('/tell')('a'), onReady() { my.navigateTo({ url: '/more/pages/b/b' }); } });
