const urls = [
  undefined, null, '', '  ', // 3
  'host', '//host', 'ws:', 'ws://', 'ws:///path', 'ws://h:65536', 'ws://h:x', 'ws://h/a b', ' ws://h', 'ws://[::1', // 4
  'http://h:65536', 'ftp://h/a b', // 4 before 5
  'http://h', 'https://h', 'ftp://h', 'WSX://h', // 5
];

Page({
  onLoad() {
    my.onSocketError(() => console.log('an event'));
    my.onSocketClose(() => console.log('an event'));
    for (const url of urls) {
      my.connectSocket({
        url,
        success: () => console.log(url + ' success'),
        fail: (res) => console.log(JSON.stringify(url) + ' ' + res.error + ' ' + res.errorMessage),
      });
    }
  },
});
