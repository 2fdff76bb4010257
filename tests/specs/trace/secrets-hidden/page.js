Page({
  onLoad({ peer }) {
    my.connectSocket({
      url: peer.replace('//', '//user:pass@') + '/refuse?status=401',
      header: { Cookie: 'a=secret' },
    });
  },
});
