my.connectSocket({ url: 'wss://prod.example/live', data: { path: '/a b' } });
