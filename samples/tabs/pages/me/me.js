import { publish, subscribe } from '../../services/bus';

Page({
  onLoad() {
    this.unsubscribe = subscribe('me', (name) => {
      console.log('me:', name);
      // The feed is hidden, not gone: it still hears its topic.
      publish('feed', 'while away');
    });
    publish('me', 'ann');
  },
  onShow() { console.log('me is shown'); },
  onUnload() { this.unsubscribe(); },
});
