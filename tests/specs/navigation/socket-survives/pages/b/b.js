Page({
  onLoad() {
    my.onSocketMessage((res) => {
      console.log('b hears', res.data);
      my.closeSocket();
    });
    my.sendSocketMessage({
      data: 'from b',
      success: () => {
        console.log("sent");
      },
    });
  },
});
