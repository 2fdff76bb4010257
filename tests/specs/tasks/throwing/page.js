Page({
  onLoad({ peer }) {
    const other = my.connectSocket({ url: peer + '/echo', multiple: true });
    other.onMessage((res) => {
      console.log('other', res.data.data);
      other.close();
    });
    other.onOpen(() => {
      const task = my.connectSocket({ url: peer + '/push?n=1&text=boom&close=4000', multiple: true });
      task.onMessage((res) => {
        throw new Error(res.message);
      });
      task.onMessage((res) => console.log('second listener', res.message));
      task.onClose((res) => {
        console.log('close', res.code);
        task.send({ data: 'after close' });
        other.send({ data: 'still here' });
      });
    });
  },
});
