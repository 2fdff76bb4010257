Page({
  onLoad({ visit }) {
    this.visit = visit;
    // my.offSocketMessage(this.onMessage) in onUnload is missing: the listeners of earlier visits go on.
    this.onMessage = ({ data }) => {
      console.log(`visit ${visit} hears ${data}`);
      if (data === this.visit && this.isTop()) my.navigateBack();
    };
    my.onSocketMessage(this.onMessage);
    my.sendSocketMessage({ data: visit });
  },
  isTop() {
    return getCurrentPages().slice(-1)[0] === this;
  },
});
