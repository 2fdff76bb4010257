Page({
  onLoad() {
    console.log("loaded");
    Page({});
  },
});
