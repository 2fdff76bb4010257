Page({
  onLoad({ peer }) {
    const task = my.connectSocket({ url: peer + '/echo', multiple: true });
    task.onOpen(() => {
      console.log('a is open');
      getApp().task = task;
      my.redirectTo({ url: '../b/b?peer=' + encodeURIComponent(peer) });
    });
    task.onMessage((res) => console.log('a hears', res.data.data));
    task.onClose(() => console.log('a hears the close'));
  },
});
