const shape = (res) => Object.keys(res).map((key) => key + ': ' + typeof res[key]).join(', ') || 'no keys';

Page({
  onLoad({ peer }) {
    const show = (name) => ({
      success: (res) => console.log(name + ' success: ' + shape(res) + ', error in it: ' + ('error' in res)),
      fail: (res) => console.log(name + ' fail: ' + shape(res) + ', error is not 0: ' + (res.error !== 0)),
    });
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: 'text', ...show('send') });
      my.closeSocket(show('close'));
    });
    my.connectSocket({ url: '', ...show('connect') });
    my.sendSocketMessage({ data: 'text', ...show('send') });
    my.showToast(show('toast'));
    my.connectSocket({ url: peer + '/echo', ...show('connect') });
  },
});
