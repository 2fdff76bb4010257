Page({
  onLoad(query) {
    let messages = 0;
    my.onSocketOpen(() => setTimeout(() => {
      console.log('the timer came before the last messages:', messages < 1000);
      my.exitMiniProgram();
    }, 20));
    my.onSocketMessage(() => {
      messages += 1;
      for (const start = Date.now(); Date.now() - start < 2;);
    });
    my.connectSocket({ url: query.server });
  },
});
