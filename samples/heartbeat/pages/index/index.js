const Heartbeat = require('../../lib/heartbeat');

const ENOUGH = 3;

Page({
  onLoad(query) {
    this.servers = [query.silent, query.good];
    this.heartbeat = new Heartbeat({ every: 10, patience: 500, onDead: () => this.onDead() });
    my.onSocketOpen(() => {
      console.log('open');
      this.heartbeat.start();
    });
    my.onSocketMessage(({ data }) => this.onMessage(JSON.parse(data)));
    my.onSocketClose(({ code }) => this.onClose(code));
    this.connect();
  },

  connect() {
    my.connectSocket({ url: this.servers.shift() });
  },

  onMessage({ ping }) {
    console.log('answer to ping', ping);
    if (ping > ENOUGH) {
      this.heartbeat.stop();
      my.closeSocket();
    } else {
      this.heartbeat.heard();
    }
  },

  // A second connectSocket closes the first connection by itself.
  onDead() {
    console.log('no answer: another server');
    this.connect();
  },

  onClose(code) {
    this.heartbeat.stop();
    console.log('closed with', code);
  },
});
