const declared = { n: 1, nested: { a: 1 } };

Page({
  data: declared,
  member: 'a member',
  onLoad() {
    console.log(this.member + ', route ' + this.route);
    this.setData({ n: 2, skipped: undefined, 'nested.b': 2, 'made.list[1].x': 'y', 'list[0]': 'first' }, function () {
      console.log('callback, this is the page: ' + (this === getCurrentPages()[0]));
    });
    console.log(JSON.stringify(this.data));
    console.log('skipped in data: ' + ('skipped' in this.data));
    this.setData({ n: null });
    console.log('null is a value: ' + this.data.n);
    this.setData();
    this.setData(null, () => console.log('callback without changes'));
    console.log('data is a shallow copy: ' + (declared.n === 1 && this.data.nested === declared.nested));
  },
});
