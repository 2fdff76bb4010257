// Collects what comes, and draws once for all messages that came meanwhile.
Page({
  data: { received: 0 },
  pending: 0,
  drawn: 0,

  onLoad({ server }) {
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'GO' }));
    my.onSocketMessage(({ data }) => {
      if (data === 'END') my.closeSocket();
      else this.collect();
    });
    my.onSocketClose(() => {
      this.draw();
      const few = this.drawn < 100;
      console.log('received', this.data.received, few ? 'and drew a few times' : `and drew ${this.drawn} times`);
    });
    my.connectSocket({ url: server });
  },

  collect() {
    this.pending += 1;
    if (!this.timer) this.timer = setTimeout(() => this.draw(), 16);
  },

  draw() {
    clearTimeout(this.timer);
    this.timer = null;
    this.drawn += 1;
    this.setData({ received: this.data.received + this.pending });
    this.pending = 0;
  },
});
