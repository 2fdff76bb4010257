Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => setTimeout(() => my.sendSocketMessage({ data: 'late' }), 400));
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo', timeout: 350 });
  },
});
