Page({
  onLoad() {
    my.sendSocketMessage({ data: 'x', success: () => console.log('never') });
  },
});
