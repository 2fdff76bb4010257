function deep(value) {
  return value.missing.field;
}

Page({
  onLoad() {
    [{}].forEach(deep);
  },
  onShow() {
    console.log('onShow comes all the same');
  },
  onReady() {
    throw 'a text';
  },
});
