my.onSocketError((res) => console.log('error ' + res.error));
my.onSocketClose((res) => console.log('close ' + res.code));
my.connectSocket({ url: 'ws://127.0.0.1:1/', success: () => console.log('success') });
console.log('the file ends');
