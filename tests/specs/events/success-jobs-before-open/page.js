Page({
  onLoad({ peer }) {
    const chain = async (name) => {
      for (let i = 0; i < 1000; i += 1) await null;
      console.log('promise jobs of ' + name + ' are done');
    };
    my.onSocketOpen(() => {
      console.log('open');
      chain('open');
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      chain('message');
    });
    my.onSocketClose(() => console.log('close'));
    my.connectSocket({
      url: peer + '/fault/upgrade/with-frame',
      success: () => chain('success'),
      complete: () => chain('complete'),
    });
  },
});
