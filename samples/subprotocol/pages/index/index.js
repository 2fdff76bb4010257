// Offers two versions of its protocol; the server chooses the older one. One that was not offered is error 9.
Page({
  onLoad({ server }) {
    my.onSocketOpen(() => {
      console.log('open');
      my.closeSocket();
    });
    my.onSocketError(({ error }) => console.log('error', error));
    let closed = 0;
    my.onSocketClose(({ code }) => {
      console.log('closed with', code);
      closed += 1;
      if (closed === 1) my.connectSocket({ url: server, protocols: ['chat.v3'] });
    });
    my.connectSocket({ url: server, protocols: ['chat.v2', 'chat.v1'] });
  },
});
