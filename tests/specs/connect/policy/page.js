Page({
  onLoad({ peer }) {
    const attempt = (url) =>
      my.connectSocket({
        url,
        success: () => console.log(url + ' success'),
        fail: (res) => console.log(url + ' ' + res.error + ' ' + res.errorMessage),
      });
    for (const url of ['', 'ws://h:x', 'http://allowed.example', 'ws://other.example', 'wss://other.example']) attempt(url);
  },
});
