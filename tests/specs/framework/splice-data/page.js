const shared = [1, 2, 3];
Page({
  data: { list: shared, deep: { rows: [{ id: 1 }] } },
  onLoad() {
    this.$spliceData({ list: [1, 1, 'a', 'b'], 'deep.rows': [0, 0, { id: 0 }], 'fresh[0].x': [0, 0, 9] }, () => {
      console.log('spliced');
    });
    console.log(this.data.list, shared, JSON.stringify(this.data.deep), JSON.stringify(this.data.fresh));
    this.$spliceData({ list: 'no list' });
    this.$batchedUpdates(() => {
      this.setData({ n: 1 });
      this.setData({ n: 2 });
    });
    console.log(this.data.n, Object.keys(this).includes('$spliceData'));
  },
});
