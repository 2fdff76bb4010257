Page({
  onLoad() {
    const { brand, model, language, platform, pixelRatio, screenHeight, statusBarHeight, titleBarHeight, windowHeight, windowWidth } = my.getSystemInfoSync();
    console.log({ brand, model, language, platform, pixelRatio });
    console.log({ screenHeight, statusBarHeight, titleBarHeight, windowHeight, windowWidth });
    console.log(my.env.language, my.env.platform);
  },
});
