Page({
  onLoad({ peer }) {
    my.onSocketMessage((res) => {
      console.log(res.data);
      if (res.data !== 'message 1') return;
      my.onSocketOpen(() => console.log('too late for open'));
      my.onSocketMessage((res) => console.log('from the second message on: ' + res.data));
    });
    my.onSocketClose(() => my.onSocketClose(() => console.log('too late for close')));
    my.connectSocket({ url: peer + '/push?n=3&close=1000' });
  },
});
