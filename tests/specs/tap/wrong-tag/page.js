Page({
  data: { n: 1 },
  onLoad() {
    console.log('the program starts');
  },
  a(event) {
    console.log('a', event.currentTarget.dataset);
  },
});
