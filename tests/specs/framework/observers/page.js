Page({
  mixins: [{ observers: { 'user.name'(name) { console.log('mixin sees', name); } } }],
  data: { user: { name: 'a', tags: ['x'] }, n: 0, sum: 0 },
  observers: {
    'user.name, n'(name, n) { console.log('name and n', name, n); },
    'user.**'(user) { console.log('all of user', JSON.stringify(user)); },
    'user.tags[0]'(tag) { console.log('first tag', tag); },
    n(n) { this.setData({ sum: this.data.sum + n }); },
    sum() { throw new Error('from an observer'); },
    '**'(data) { console.log('anything', Object.keys(data).join()); },
  },
  onLoad() {
    this.setData({ 'user.name': 'b', 'user.tags[0]': 'y' });
    console.log('-');
    this.setData({ n: 2 }, () => console.log('sum', this.data.sum));
    console.log('-');
    this.setData({ n: undefined });
    this.setData({ user: null });
  },
});
