import { Link } from '../../lib/link';

Page({
  onLoad({ server }) {
    this.link = new Link(server, (text) => this.onText(text));
    this.link.start();
    this.link.send('from the platform');
    my.onNetworkStatusChange(({ isConnected }) => {
      if (!isConnected) this.link.send('from the tunnel');
    });
  },

  onText(text) {
    console.log('echo:', text);
    if (text === 'from the tunnel') my.exitMiniProgram();
  },

  onUnload() {
    my.offNetworkStatusChange();
    this.link.stop();
  },
});
