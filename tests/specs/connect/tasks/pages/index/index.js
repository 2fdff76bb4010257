Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => console.log('my open'));
    my.onSocketMessage((res) => console.log('my message', res.data));
    const task = my.connectSocket({ url: peer + '/push?n=1&text=task' });
    task.onOpen((res) => console.log('task', res.socketTaskID, 'open', task.readyState));
    task.onMessage((res) => {
      console.log('task message', res.data.data, res.message);
      console.log('single', my.connectSocket({ url: peer + '/push?n=1&text=single&close=4000', multiple: false }));
    });
    my.onSocketClose((res) => {
      console.log('my close', res.code, task.readyState);
      task.close({ code: 4001 });
    });
    task.onClose((res) => console.log('task close', res.data.code, task.readyState));
  },
});
