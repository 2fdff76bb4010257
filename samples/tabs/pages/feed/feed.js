import { publish, subscribe } from '../../services/bus';

Page({
  onLoad() {
    this.unsubscribe = subscribe('feed', (item) => {
      console.log('feed:', item);
      if (item === 'second') my.switchTab({ url: '/pages/me/me' });
      if (item === 'while away') my.closeSocket();
    });
    publish('feed', 'first');
    publish('feed', 'second');
  },
  onShow() { console.log('feed is shown'); },
  onHide() { console.log('feed is hidden'); },
  onUnload() { this.unsubscribe(); },
});
