Page({
  onLoad({ peer }) {
    console.log('connectSocket returns ' + my.connectSocket({ url: peer + '/echo' }));
    my.onSocketOpen(async () => {
      let given;
      const sent = my.sendSocketMessage({ data: 'x', success: (res) => (given = res) });
      console.log('sendSocketMessage returns a promise: ' + (sent instanceof Promise));
      console.log('resolved with the object of success: ' + ((await sent) === given));
      const closed = my.closeSocket();
      console.log('closeSocket returns a promise: ' + (closed instanceof Promise));
      console.log('resolved with ' + JSON.stringify(await closed));
    });
    my.onSocketClose(async () => {
      let given;
      try {
        await my.sendSocketMessage({ data: 'x', fail: (res) => (given = res) });
      } catch (error) {
        console.log('rejected with the object of fail: ' + (error === given) + ', error ' + error.error);
      }
      console.log('alert returns a promise: ' + (my.alert({}) instanceof Promise));
    });
  },
});
