const app = getApp();

// The token goes into the handshake, as a header and as data of the url; the first message says who is there.
Page({
  async onLoad({ server }) {
    const token = await app.login();
    my.onSocketOpen(() => this.send('login', { user: app.globalData.user }));
    my.onSocketMessage(({ data }) => this.onMessage(JSON.parse(data)));
    my.onSocketClose(({ code }) => console.log('closed with', code));
    my.connectSocket({ url: server, data: { token }, header: { Authorization: `Bearer ${token}` } });
  },

  onMessage({ type, body }) {
    console.log(type, body);
    if (type === 'login') this.send('subscribe', { topic: 'orders' });
    else my.closeSocket();
  },

  send(type, body) {
    my.sendSocketMessage({ data: JSON.stringify({ type, body }) });
  },
});
