const thrower = (place) => () => {
  throw new Error('thrown in ' + place);
};

Page({
  onLoad({ peer }) {
    my.onSocketOpen(thrower('open'));
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'x' }));
    my.onSocketMessage(thrower('message'));
    my.onSocketMessage(() => my.closeSocket());
    my.onSocketClose(thrower('close'));
    my.onSocketClose(() => console.log('closed'));
    my.connectSocket({
      url: peer + '/echo',
      success: thrower('success'),
      complete: () => console.log('complete'),
    });
    my.connectSocket({ fail: thrower('fail'), complete: thrower('complete') });
  },
});
