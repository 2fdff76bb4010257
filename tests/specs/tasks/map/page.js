Page({
  onLoad() {
    const task = my.connectSocket({ url: 'wss://prod.example/echo', multiple: true });
    task.onOpen(() => task.send({ data: 'over the map' }));
    task.onMessage((res) => {
      console.log(res.data.data);
      task.close();
    });
    task.onClose((res) => console.log('closed with', res.code));
  },
});
