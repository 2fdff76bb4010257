Page({
  onLoad({ api }) {
    const send = (name, done) =>
      my.request({
        url: api + '/http/echo',
        method: 'POST',
        data: name.repeat(700),
        headers: { 'Content-Type': 'text/plain' },
        dataType: 'text',
        success: ({ status }) => console.log(name, status),
        fail: ({ error, errorMessage }) => console.log(name, error, errorMessage),
        complete: done,
      });
    send('a', () => send('c'));
    send('b');
  },
});
