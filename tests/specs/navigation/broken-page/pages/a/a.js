Page({ onLoad() { console.log('a is open'); my.navigateTo({ url: '/pages/b/b', fail: (res) => console.log(res.errorMessage) }); } });
