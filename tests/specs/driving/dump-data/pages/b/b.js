Page({
  data: { id: '' },
  onLoad(query) {
    this.setData({ id: query.id, 'deep.er[1]': true });
  },
  onUnload() {
    console.log('unload');
    this.data.id = 'gone';
  },
});
