const paths = [
  ['/fault/frame/split-utf8', (text) => text],
  ['/fault/frame/drip?bytes=7', (text) => text.length + ' letters'],
  ['/fault/frame/long-form?bits=16', (text) => text],
  ['/fault/frame/empty-fragments?n=500', (text) => text],
  ['/fault/frame/pings?n=100', (text) => text],
];

Page({
  onLoad({ peer }) {
    const next = () => {
      if (paths.length > 0) my.connectSocket({ url: peer + paths[0][0] });
    };
    my.onSocketMessage((res) => {
      console.log(paths[0][0] + ' ' + paths[0][1](res.data));
      my.closeSocket();
    });
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => {
      paths.shift();
      next();
    });
    next();
  },
});
