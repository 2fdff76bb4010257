Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      const tell = (name) => ({
        success: () => console.log(name + ': success'),
        fail: (res) => console.log(name + ': fail ' + res.error),
      });
      // The peer resets the connection once it has the first message: the second is larger than every buffer on its way.
      my.sendSocketMessage({ data: 'first', ...tell('small') });
      my.sendSocketMessage({ data: new ArrayBuffer(15 << 20), ...tell('large') });
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/fault/stream/reset?at=message' });
  },
});
