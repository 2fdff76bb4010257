const odd = [null, 0, 1, 'text', {}, [], true, Symbol('s')];

Page({
  onLoad({ peer }) {
    for (const value of odd) {
      my.onSocketOpen(value);
      my.onSocketClose(value);
      my.hideToast({ success: value, complete: value });
      my.sendSocketMessage({ data: '', success: value, fail: value, complete: () => {} });
    }
    my.onSocketOpen(() => my.closeSocket({ success: 1, complete: () => console.log('close complete') }));
    my.onSocketClose(() => console.log('closed'));
    my.connectSocket({ url: peer + '/echo', success: {}, fail: 'x', complete: () => console.log('connect complete') });
  },
});
