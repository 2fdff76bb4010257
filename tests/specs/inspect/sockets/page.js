Page({
  onLoad(query) {
    this.server = query.server;
  },
  onConnect() {
    my.onSocketOpen(function opened() {});
    my.onSocketMessage((res) => console.log('message', res.data, res.isBuffer));
    my.onSocketClose((res) => console.log('close', res.code, res.reason));
    my.connectSocket({ url: this.server, protocols: ['chat'] });
  },
});
