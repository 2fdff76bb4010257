Page({
  onLoad({ peer }) {
    let first = true;
    my.onSocketOpen(() => {
      console.log('open');
      if (!first) return;
      first = false;
      const settled = (name) => (res) => console.log('second ' + name + ' ' + (res.error || ''));
      my.connectSocket({
        url: peer + '/close?code=4009',
        success: settled('success'),
        fail: settled('fail'),
        complete: settled('complete'),
      });
      my.sendSocketMessage({ data: 'still the first' });
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
