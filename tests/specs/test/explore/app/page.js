// Gives up after a second, and forgets to clear that timer when there is an answer.
Page({
  data: { shown: 'nothing yet', answered: false },
  onLoad({ server }) {
    my.onSocketOpen(() => {
      setTimeout(() => {
        this.setData({ shown: 'no answer' });
        my.closeSocket();
      }, 1000);
    });
    my.onSocketMessage(({ data }) => this.setData({ shown: data, answered: true }));
    my.connectSocket({ url: server });
  },
});
