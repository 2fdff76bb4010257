// Two tasks and the single connection, one after the other: their order is not the network's.
Page({
  onLoad({ peer }) {
    const task = my.connectSocket({ url: peer + '/echo', multiple: true });
    task.onOpen(() => task.send({ data: 'hi' }));
    task.onMessage(() => task.close({ code: 4001 }));
    task.onClose(() => {
      const refused = my.connectSocket({ url: peer + '/refuse?status=403', multiple: true });
      refused.onClose(() => {
        refused.send({ data: 'late', fail() {} });
        my.onSocketOpen(() => my.closeSocket({ code: 4002 }));
        my.connectSocket({ url: peer + '/echo' });
      });
    });
  },
});
