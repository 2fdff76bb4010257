Page({
  data: { name: '', items: ['one', 'two'] },
  onName(event) {
    this.setData({ name: event.detail.value });
  },
  onRemove(event) {
    const { index } = event.currentTarget.dataset;
    this.setData({ items: this.data.items.filter((_, other) => other !== index) });
    return index;
  },
});
