Page({
  onLoad(query) {
    this.server = query.server;
  },
  onConnect() {
    const task = my.connectSocket({ url: this.server, multiple: true });
    task.onOpen(() => {});
    task.onMessage((res) => console.log(res.data.socketTaskID, res.data.data));
  },
});
