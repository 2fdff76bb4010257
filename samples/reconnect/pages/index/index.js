// Reconnects from onSocketClose, waiting twice as long each time, and gives up after the fourth connection.
const FIRST_DELAY = 10;
const MAX_CONNECTIONS = 4;

Page({
  connections: 0,

  onLoad(query) {
    this.server = query.server;
    my.onSocketOpen(() => this.onOpen());
    my.onSocketClose((res) => this.onClose(res));
    my.onSocketError((res) => console.log('error ' + res.error));
    this.connect();
  },

  connect() {
    this.connections += 1;
    my.connectSocket({ url: this.server, data: { attempt: this.connections } });
  },

  onOpen() {
    console.log('connection ' + this.connections + ' is open');
    my.sendSocketMessage({ data: 'are you there?' });
  },

  onClose({ code }) {
    console.log('closed with ' + code);
    if (this.connections === MAX_CONNECTIONS) {
      console.log('giving up');
      return;
    }
    const delay = FIRST_DELAY * 2 ** (this.connections - 1);
    console.log('again in ' + delay + ' ms');
    setTimeout(() => this.connect(), delay);
  },
});
