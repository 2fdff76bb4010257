// One of many: a connection that stays open, with a heartbeat each second. It ends when it is told to.
// query: base
Page({
  onLoad(query) {
    let beats = 0;
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: 'beat' });
      setInterval(() => my.sendSocketMessage({ data: 'beat' }), 1000);
    });
    my.onSocketMessage((message) => {
      if (message.data !== 'beat') throw new Error('the echo differs: ' + message.data);
      beats += 1;
      console.log('beat', beats);
    });
    my.onSocketError((error) => console.error(JSON.stringify(error)));
    my.onSocketClose((event) => console.error(JSON.stringify(event)));
    my.connectSocket({ url: query.base + '/echo' });
  },
});
