Page({
  async onLoad({ server }) {
    console.log(await my.getNetworkType());
    let messages = 0;
    const connect = () => my.connectSocket({ url: `${server}/echo` });
    my.onNetworkStatusChange((res) => {
      console.log('network', res);
      if (res.isConnected) connect();
    });
    my.onSocketOpen(() => my.sendSocketMessage({ data: `message ${messages += 1}` }));
    my.onSocketMessage(({ data }) => {
      console.log(data);
      if (messages === 2) my.closeSocket();
    });
    my.onSocketError((res) => console.log('error', res.error, res.errorMessage));
    my.onSocketClose(({ code }) => console.log('close', code));
    connect();
  },
});
