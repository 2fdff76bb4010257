Page({
  onLoad(query) {
    console.log('load', query);
  },
});
