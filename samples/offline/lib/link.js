// One connection that is there whenever there is a network. Without one it waits, instead of trying again and again.
export class Link {
  constructor(server, onMessage) {
    this.server = server;
    this.onMessage = onMessage;
    this.isOpen = false;
    this.hasNetwork = true;
    this.waiting = [];
    this.listeners = {
      SocketOpen: () => this.opened(),
      SocketMessage: ({ data }) => this.onMessage(data),
      SocketError: ({ errorMessage }) => console.log('error:', errorMessage),
      SocketClose: ({ code }) => this.closed(code),
      NetworkStatusChange: ({ isConnected, networkType }) => this.networkChanged(isConnected, networkType),
    };
    for (const [event, listener] of Object.entries(this.listeners)) my[`on${event}`](listener);
  }

  async start() {
    const { networkAvailable, networkType } = await my.getNetworkType();
    console.log('starting with', networkType);
    this.hasNetwork = networkAvailable;
    if (networkAvailable) this.connect();
  }

  connect() {
    my.connectSocket({ url: this.server });
  }

  send(text) {
    if (this.isOpen) {
      my.sendSocketMessage({ data: text });
    } else {
      console.log('kept for later:', text);
      this.waiting.push(text);
    }
  }

  opened() {
    console.log('open');
    this.isOpen = true;
    for (const text of this.waiting.splice(0)) this.send(text);
  }

  closed(code) {
    console.log('closed with', code);
    this.isOpen = false;
    // Lost for another reason than the network: the server may be back soon.
    if (code === 1006 && this.hasNetwork) setTimeout(() => this.connect(), 1000);
  }

  networkChanged(isConnected, networkType) {
    console.log(isConnected ? `back with ${networkType}` : 'no network: waiting for one');
    const wasThere = this.hasNetwork;
    this.hasNetwork = isConnected;
    this.isOpen = this.isOpen && isConnected;
    if (isConnected && !wasThere) this.connect();
  }

  stop() {
    for (const [event, listener] of Object.entries(this.listeners)) my[`off${event}`](listener);
    my.closeSocket();
  }
}
