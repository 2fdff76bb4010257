Page({
  start() {
    setTimeout(() => {}, 3600000);
    setInterval(() => {}, 7200000);
    setTimeout(() => {}, 60000);
  },
});
