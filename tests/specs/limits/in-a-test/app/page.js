Page({
  data: { caught: [] },
  onLoad({ server }) {
    const tried = (what) => {
      try {
        what();
      } catch (error) {
        this.data.caught.push(error.message);
      }
    };
    for (let n = 0; n < 3; n += 1) tried(() => setTimeout(() => {}, 0));
    for (let n = 0; n < 3; n += 1) tried(() => my.onSocketClose(() => {}));
    my.onSocketError(({ error, errorMessage }) => this.data.caught.push(error + ' ' + errorMessage));
    my.connectSocket({ url: server });
  },
  onUnload() {
    my.offSocketClose();
    my.offSocketError();
  },
});
