// goeasy, which speaks my.connectSocket itself: connect, subscribe, publish, receive, disconnect
import GoEasy from 'goeasy';

Page({
  onLoad() {
    const goEasy = GoEasy.getInstance({ host: 'hangzhou.goeasy.io', appkey: 'BC-12345678901234567890123456789012', modules: ['pubsub'] });
    const failed = (what) => (error) => console.log(`OUT FAILED ${what} ${JSON.stringify(error)}`);
    const { pubsub } = goEasy;
    goEasy.connect({
      onSuccess() {
        console.log('OUT connected ' + goEasy.getConnectionStatus());
        pubsub.subscribe({ channel: 'news', onMessage, onSuccess: () => publish('héllo 世界'), onFailed: failed('subscribe') });
      },
      onFailed: failed('connect'),
    });
    const publish = (message) => pubsub.publish({ channel: 'news', message, onSuccess: () => console.log('OUT published'), onFailed: failed('publish') });
    const onMessage = ({ channel, content }) => {
      console.log(`OUT message ${channel} ${content}`);
      goEasy.disconnect({
        onSuccess() {
          console.log('OUT disconnected ' + goEasy.getConnectionStatus());
          setTimeout(() => console.log('OUT done'), 100);
        },
        onFailed: failed('disconnect'),
      });
    };
  },
});
