Page({
  onLoad({ peer }) {
    const tell = (name, then) => ({
      success: () => {
        console.log(name + ': success');
        if (then) then();
      },
      fail: (res) => console.log(name + ': fail ' + res.error),
    });
    // The peer resets the connection after the first message: the second is larger than every buffer on its way.
    const sendLarge = () => my.sendSocketMessage({ data: new ArrayBuffer(15 << 20), ...tell('large') });
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'first', ...tell('small', sendLarge) }));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/fault/stream/reset?at=message' });
  },
});
