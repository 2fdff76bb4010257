Page({
  onLoad({ peer }) {
    let connections = 0;
    const connect = () => {
      connections += 1;
      my.connectSocket({ url: peer + '/push?close=4000&text=' + connections });
    };
    my.onSocketOpen(() => console.log('open ' + connections));
    my.onSocketMessage((res) => console.log('message ' + res.data));
    my.onSocketClose(() => {
      console.log('close ' + connections);
      if (connections < 3) connect();
    });
    connect();
  },
});
