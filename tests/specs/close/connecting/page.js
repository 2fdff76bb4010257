Page({
  onLoad({ peer }) {
    const close = (code) =>
      my.closeSocket({ code, reason: 'why', success: () => console.log('close success') });
    let inTheSameJob = false;
    my.onSocketOpen(() => console.log('open'));
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => {
      console.log('close ' + JSON.stringify(res));
      if (inTheSameJob) return;
      inTheSameJob = true;
      my.connectSocket({ url: peer + '/echo', success: () => console.log('connect success') });
      close(1000);
    });
    my.connectSocket({
      url: peer + '/stall?at=upgrade',
      success: () => {
        console.log('connect success');
        close(1000);
      },
    });
  },
});
