// Connects on request, and notes what it hears of its network and its connections.
const heard = [];

my.onNetworkStatusChange((res) => heard.push(['network', res]));
my.onSocketOpen(() => heard.push(['open']));
my.onSocketMessage(({ data }) => heard.push(['message', data]));
my.onSocketError(({ error, errorMessage }) => heard.push(['error', error, errorMessage]));
my.onSocketClose(({ code }) => heard.push(['close', code]));

App({ heard });

Page({
  onLoad(query) { this.server = query.server; },
  connect({ detail: path }) {
    my.connectSocket({ url: this.server + path, success: () => heard.push(['connectSocket success']) });
  },
  send({ detail }) { return my.sendSocketMessage({ data: detail }).catch(({ error }) => error); },
  tasks() {
    this.task = my.connectSocket({ url: `${this.server}/echo`, multiple: true });
    this.task.onOpen(() => heard.push(['task open']));
    this.task.onError(({ error }) => heard.push(['task error', error]));
    this.task.onClose(({ code }) => heard.push(['task close', code]));
  },
  ask({ detail: url }) {
    my.request({ url, success: ({ status }) => heard.push(['status', status]), fail: ({ error }) => heard.push(['request', error]) });
  },
  info() { return my.getSystemInfoSync(); },
  type() { return my.getNetworkType(); },
  reconnectWhenBack() {
    my.onNetworkStatusChange(({ isConnected }) => { if (isConnected) my.connectSocket({ url: `${this.server}/echo` }); });
  },
  close() { return my.closeSocket(); },
  unlisten() { my.offNetworkStatusChange(); },
});
