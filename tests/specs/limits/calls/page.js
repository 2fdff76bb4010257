Page({
  onLoad() {
    let told = 0;
    const told2 = () => {
      told += 1;
      console.log('settled', told);
      if (told === 2) my.getNetworkType({ success: ({ networkType }) => console.log(networkType) });
    };
    my.getNetworkType({ complete: told2 });
    my.setStorage({ key: 'a', data: 1, complete: told2 });
    try {
      my.connectSocket({ url: 'ws://127.0.0.1:1' });
    } catch (error) {
      console.log(error instanceof RangeError, error.message);
    }
    my.sendSocketMessage({ data: 'x', fail: () => console.log('never') });
  },
});
