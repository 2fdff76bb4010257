Page({
  onLoad({ peer }) {
    console.log('fails: ' + my.connectSocket({ url: '' }));
    console.log('no argument: ' + my.connectSocket());
    console.log('accepted: ' + my.connectSocket({ url: peer + '/close' }));
  },
});
