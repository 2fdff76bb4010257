function deep() { return deep(); }
Page({
  onLoad() {
    my.connectSocket({ get url() { return deep(); } });
    console.log('never');
  },
  onReady() { console.log('never'); },
});
