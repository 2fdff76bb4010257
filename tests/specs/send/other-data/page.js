Page({
  onLoad({ peer }) {
    const messages = [
      { data: 0 },
      { data: -1.5 },
      { data: NaN },
      { data: 10n },
      { data: true },
      { data: { a: [1, 'x', null], b: undefined } },
      { data: [1, 'two'] },
      { data: { when: new Date(0), toJSON: undefined } },
      { data: { toJSON: () => 'own form' } },
    ];
    let left = messages.length;
    my.onSocketOpen(() => {
      for (const options of messages) {
        my.sendSocketMessage({ ...options, fail: (res) => console.log('fail ' + res.error + ' ' + res.errorMessage) });
      }
    });
    my.onSocketMessage((res) => {
      console.log((res.isBuffer ? 'binary ' : 'text ') + JSON.stringify(res.data));
      left -= 1;
      if (left === 0) my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
