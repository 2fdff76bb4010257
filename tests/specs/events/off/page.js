Page({
  onLoad({ peer }) {
    for (const event of ['Open', 'Message', 'Error', 'Close']) {
      const on = my['onSocket' + event];
      const off = my['offSocket' + event];
      const removed = () => console.log(event + ': a removed listener');
      on(removed);
      on(() => console.log(event + ': kept'));
      on(removed);
      console.log('off returns ' + off(removed));
      off(removed);
      off(() => {});
      off(null);
      off('text');
      off({});
    }
    my.onSocketClose(() => {
      for (const event of ['Open', 'Message', 'Error', 'Close']) my['offSocket' + event]();
      console.log('all removed');
      my.onSocketClose(() => console.log('Close: added after that'));
      my.connectSocket({ url: peer + '/fault/frame/opcode?before=a' });
    });
    my.connectSocket({ url: peer + '/fault/frame/opcode?before=a' });
  },
});
