const show = (res) => {
  const { data } = res;
  // A header's fields are the server's; what counts here is that there is one.
  const value = (key) => (key === 'header' ? typeof res[key] + ', ' + res[key].Upgrade : JSON.stringify(res[key]));
  const text = (key) => key + ' ' + (data instanceof ArrayBuffer && key === 'data' ? 'bytes ' + new Uint8Array(data) : value(key));
  return '{' + Object.keys(res).map(text).join(', ') + '}';
};

Page({
  onLoad({ peer }) {
    my.onSocketOpen((res) => {
      console.log('open ' + show(res));
      my.sendSocketMessage({ data: 'text' });
      my.sendSocketMessage({ data: '' });
      my.sendSocketMessage({ data: Uint8Array.of(0, 255, 62).buffer });
      my.sendSocketMessage({ data: new ArrayBuffer(0) });
      my.sendSocketMessage({ data: new ArrayBuffer(64) });
    });
    let left = 5;
    my.onSocketMessage((res) => {
      console.log('message ' + show(res));
      left -= 1;
      if (left === 0) my.closeSocket({ code: 4001, reason: 'done' });
    });
    my.onSocketError((res) => console.log('error ' + show(res)));
    let refused = false;
    my.onSocketClose((res) => {
      console.log('close ' + show(res));
      if (!refused) my.connectSocket({ url: peer + '/refuse' });
      refused = true;
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
