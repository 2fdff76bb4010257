Page({
  onLoad() {
    try {
      require('./missing');
    } catch (error) {
      console.log(error instanceof Error, error.message.includes("'./missing'"));
    }
  },
});
