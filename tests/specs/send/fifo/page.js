const COUNT = 500;

Page({
  onLoad({ peer }) {
    const sent = [];
    const received = [];
    my.onSocketOpen(() => {
      for (let i = 0; i < COUNT; i += 1) {
        my.sendSocketMessage({ data: String(i), success: () => sent.push(i) });
      }
    });
    my.onSocketMessage((res) => {
      received.push(Number(res.data));
      if (received.length === COUNT) my.closeSocket();
    });
    my.onSocketClose(() => {
      const inOrder = (list) => list.length === COUNT && list.every((item, index) => item === index);
      console.log('succeeded in order: ' + inOrder(sent) + ', arrived in order: ' + inOrder(received));
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
