Page({
  onLoad({ peer }) {
    let left = 3;
    my.onSocketOpen(() => {
      for (const data of ['a', 'b', 'c']) {
        const sent = my.sendSocketMessage({ data, success: () => console.log('success ' + data) });
        sent.then(() => console.log('promise ' + data));
      }
    });
    my.onSocketMessage(() => {
      left -= 1;
      if (left === 0) my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
