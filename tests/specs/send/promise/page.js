Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      // The peer never answers: the promise alone can go on from here.
      my.sendSocketMessage({ data: 'x' }).then((res) => {
        console.log('resolved ' + JSON.stringify(res));
        my.closeSocket();
      });
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/sink' });
  },
});
