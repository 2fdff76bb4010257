const bad = (name, rest) =>
  Object.defineProperty(rest, name, {
    enumerable: true,
    get() {
      throw new Error('no ' + name);
    },
  });

Page({
  onLoad({ peer }) {
    const tell = (what) => ({
      success: () => console.log(what + ': success'),
      fail: (res) => console.log(what + ': fail ' + res.error + ', says which: ' + res.errorMessage.includes('`' + what.split('.')[1] + '`')),
    });
    let left = 5;
    const complete = () => {
      left -= 1;
      if (left === 0) my.sendSocketMessage({ data: 'still here' });
    };
    my.onSocketOpen(() => {
      for (const name of ['url', 'data', 'timeout']) {
        const rest = { url: peer + '/close', ...tell('connectSocket.' + name), complete };
        delete rest[name];
        console.log('returned ' + my.connectSocket(bad(name, rest)));
      }
      my.sendSocketMessage(bad('isBuffer', { data: 'lost', ...tell('sendSocketMessage.isBuffer'), complete }));
      my.closeSocket(bad('reason', { code: 4000, ...tell('closeSocket.reason'), complete }));
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('closed ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
