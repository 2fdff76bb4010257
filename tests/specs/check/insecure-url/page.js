const ELSEWHERE = 'ws://prod.example/feed';
const LOCAL = 'ws://localhost:9000';

Page({
  onLoad({ host, port, url }) {
    my.connectSocket({ url: 'ws://prod.example/chat' });
    my.connectSocket({ url: `WS://prod.example/${host}` });
    my.connectSocket({ url: 'ws://' + host + ':9000' });
    my.connectSocket({ url: host ? `ws://${host}:${port}` : 'wss://prod.example' });
    if (my.request) my.request({ url: 'http://prod.example/login' });
    my.connectSocket({ url: 'ws://127.0.0.1:9000/echo' });
    my.connectSocket({ url: `ws://127.0.0.1:${port}/echo` });
    my.connectSocket({ url: 'ws://[::1]:9000/' });
    my.connectSocket({ url: LOCAL });
    my.connectSocket({ url: ELSEWHERE });
    // minihost-ignore insecure-url: the lab has no certificates
    my.connectSocket({ url: 'ws://10.0.0.7/lab' });
    if (!url.startsWith('ws://')) console.log('http://www.w3.org/2000/svg');
  },
});
