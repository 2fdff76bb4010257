Page({
  onLoad() {
    for (const url of ['', 'ws://allowed.example', 'wss://other.example']) {
      const task = my.connectSocket({
        url,
        multiple: true,
        success: () => console.log('success'),
        fail: (res) => {
          console.log(JSON.stringify(url), res.error, res.errorMessage);
          task.send({ data: 'x', fail: ({ error }) => console.log('send', error) });
          task.close({ success: () => console.log('close succeeds') });
        },
      });
      for (const event of ['Open', 'Message', 'Error', 'Close']) task[`on${event}`](() => console.log('never', event));
      console.log('readyState', task.readyState);
    }
  },
});
