Page({
  data: { name: '', items: [] },
  onInput({ detail }) {
    this.setData({ name: detail.value });
  },
  add() {
    this.setData({ items: [...this.data.items, { title: this.data.name }], name: '' });
    return this.data.items.length;
  },
  remove(event) {
    this.$spliceData({ items: [event.currentTarget.dataset.index, 1] });
  },
  open(event) {
    return event;
  },
  async late() {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'late';
  },
  broken() {
    throw new Error('broken handler');
  },
});
