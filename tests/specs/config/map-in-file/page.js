my.onSocketOpen(() => my.closeSocket({ code: 4000 }));
my.onSocketClose((res) => console.log('closed with', res.code));
my.connectSocket({ url: 'wss://prod.example/live' });
