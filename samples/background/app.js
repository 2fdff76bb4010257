// Closes the connection in the background, and has it again in the foreground.
App({
  globalData: { visits: 0 },

  onLaunch({ query }) {
    this.server = query.server;
    my.onSocketMessage(({ data }) => {
      console.log(data, 'of visit', this.globalData.visits);
      if (this.globalData.visits === 2) my.exitMiniProgram();
    });
  },

  onShow() {
    this.globalData.visits += 1;
    console.log('foreground');
    my.connectSocket({ url: this.server });
  },

  onHide() {
    console.log('background');
    my.closeSocket();
  },
});
