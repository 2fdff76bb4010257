const headers = [{ X: 'a\r\nY: b' }, { X: 'a\nb' }, { X: 'a\u0000' }, { 'X\r\nY': 'b' }, { 'X Y': 'b' }, { '': 'b' }];

Page({
  onLoad({ peer }) {
    my.onSocketError((res) => console.log('error ' + res.error));
    for (const header of headers) {
      my.connectSocket({
        url: peer + '/echo',
        header,
        success: () => console.log('success'),
        fail: (res) => console.log('fail ' + res.error + ' ' + res.errorMessage),
      });
    }
  },
});
