Page({
  onLoad({ peer }) {
    const connect = (path) =>
      my.connectSocket({
        url: peer + path,
        success: () => {
          console.log('success ' + path);
          if (path === '/stall?at=tcp') connect('/close?code=4001');
        },
      });
    my.onSocketOpen(() => console.log('open'));
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => console.log('close ' + res.code));
    connect('/stall?at=tcp');
  },
});
