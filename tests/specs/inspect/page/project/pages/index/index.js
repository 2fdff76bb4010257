Page({
  data: { text: '', list: [{ text: 'one' }, { text: 'two' }] },
  onLoad(query) {
    this.setData({ from: query.from });
  },
  onHide() {
    console.log('index.onHide');
  },
  onShow() {
    console.log('index.onShow');
  },
  onTap(event) {
    console.log(event.type, event.detail);
  },
  onInput(event) {
    this.setData({ text: event.type + ' ' + event.detail.value });
    return this.data.text;
  },
  async onLater() {
    await null;
    return { done: true };
  },
  onBroken() {
    throw new Error('the handler throws');
  },
  get nosy() {
    console.log('a getter ran');
    return () => {};
  },
});
