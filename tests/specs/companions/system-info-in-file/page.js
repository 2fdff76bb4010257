Page({
  onLoad() {
    const { brand, model, system, screenWidth, windowWidth } = my.getSystemInfoSync();
    console.log(brand, model, system, screenWidth, windowWidth);
  },
});
