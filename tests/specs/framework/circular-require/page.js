const a = require('./a');

Page({
  onLoad() {
    console.log(a.done, a.ofB);
  },
});
