const SERVERS = ['/refuse', '/echo'];

Page({
  async onLoad({ server }) {
    const { index } = await my.showActionSheet({ title: 'Which server?', items: SERVERS });
    if (index < 0) return;
    my.onSocketOpen(() => this.ask());
    my.onSocketMessage(async ({ data }) => {
      my.showToast({ content: data });
      const { confirm } = await my.confirm({ content: 'Another one?' });
      if (confirm) this.ask();
      else my.closeSocket();
    });
    my.connectSocket({ url: server + SERVERS[index] });
  },

  async ask() {
    const { ok, inputValue } = await my.prompt({ message: 'What do you want to say?' });
    if (ok) my.sendSocketMessage({ data: inputValue });
  },
});
