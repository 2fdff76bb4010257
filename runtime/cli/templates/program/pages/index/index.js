// Says hello to a WebSocket server, shows what comes back, and closes.
Page({
  data: { status: 'connecting', received: '' },

  onLoad(query) {
    my.onSocketOpen(() => {
      this.show('open');
      my.sendSocketMessage({ data: 'hello' });
    });
    my.onSocketMessage((message) => {
      console.log('received ' + message.data);
      this.setData({ received: message.data });
      my.closeSocket();
    });
    my.onSocketError((error) => this.show('error ' + error.error));
    my.onSocketClose((close) => this.show('closed with ' + close.code));

    my.connectSocket({ url: query.server });
  },

  onUnload() {
    my.offSocketOpen();
    my.offSocketMessage();
    my.offSocketError();
    my.offSocketClose();
  },

  show(status) {
    console.log(status);
    this.setData({ status });
  },
});
