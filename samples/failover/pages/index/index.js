const PATHS = ['/refuse?status=503', '/fault/upgrade/accept-wrong', '/stall?at=upgrade', '/echo'];

// What people are told; the codes are those of my.onSocketError.
const MEANINGS = { 6: 'no answer in time', 8: 'no WebSocket server' };

Page({
  data: { status: 'starting' },

  onLoad({ server }) {
    this.servers = PATHS.map((path) => server + path);
    my.onSocketOpen(() => {
      this.tell('connected');
      my.closeSocket();
    });
    my.onSocketError(({ error }) => this.tell(MEANINGS[error] || `refused with ${error}`));
    // Connecting again belongs here: when the error comes, the old connection is not over yet.
    my.onSocketClose(({ code }) => {
      if (code === 1006) this.connect();
    });
    this.connect();
  },

  connect() {
    if (this.servers.length === 0) {
      this.tell('nobody answers');
      return;
    }
    my.connectSocket({ url: this.servers.shift(), timeout: 500 });
  },

  tell(status) {
    this.setData({ status });
    console.log(status);
  },
});
