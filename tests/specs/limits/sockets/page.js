Page({
  onLoad({ peer, api }) {
    const fail = ({ error, errorMessage }) => console.log('fail', error, errorMessage);
    const url = peer + '/echo';
    const task = my.connectSocket({ url, multiple: true });
    let opened = 0;
    my.onSocketClose(({ code }) => console.log('close', code));
    my.onSocketOpen(() => {
      opened += 1;
      console.log('open');
      if (opened === 1) {
        my.connectSocket({ url, multiple: true, fail });
        my.request({ url: api + '/http/answer', dataType: 'text', fail });
        my.connectSocket({ url, success: () => console.log('replaced') });
        return;
      }
      task.onClose(() => {
        console.log('task closed');
        const next = my.connectSocket({ url, multiple: true, fail });
        next.onOpen(() => {
          console.log('next task open');
          next.close();
        });
        next.onClose(() => {
          my.request({ url: api + '/http/answer', dataType: 'text', success: ({ status }) => console.log('request', status), fail });
          my.closeSocket();
        });
      });
      task.close();
    });
    task.onOpen(() => my.connectSocket({ url }));
  },
});
