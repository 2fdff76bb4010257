my.connectSocket({ url: 'wss://prod.example', headers: {}, method: 'GET', sucess() {}, protocol: [] });
my.showToast({ content: 'x', mask: true });
my.getStorageSync({ keys: 'a' });
