Page({
  data: { steps: [] },
  start() {
    console.log('start');
    ['begun', 'half', 'done'].forEach((step, index) => {
      setTimeout(() => {
        console.log(step);
        this.setData({ steps: [...this.data.steps, step] });
      }, 10 * index);
    });
  },
  done() {
    console.log('tapped on what came');
  },
  last() {
    console.log('last');
  },
});
