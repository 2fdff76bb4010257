const open = (url) => my.connectSocket({ url, multiple: true });

Page({
  onLoad({ peer }) {
    const first = open(peer + '/echo?task=1');
    first.onOpen(() => {
      const second = my.connectSocket({ url: peer + '/stall?at=open', multiple: true });
      second.onOpen(() => my.connectSocket({ url: peer + '/echo' }));
    });
    open(peer + '/close?code=4000').onClose(() => console.log('this one is over'));
  },
});
