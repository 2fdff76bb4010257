Page({
  onLoad({ peer }) {
    let left = 20;
    const since = Date.now();
    const next = () => my.connectSocket({ url: peer + '/fault/close/keep-tcp?code=4001', fail: (res) => console.log(res) });
    my.onSocketError((res) => console.log(res));
    my.onSocketClose(({ code }) => {
      left -= 1;
      if (code !== 4001) console.log('close', code);
      if (left > 0) next();
      else console.log('twenty, at once:', Date.now() - since < 2900);
    });
    next();
  },
});
