Page({
  data: { name: '', ready: false, nothing: [], todos: [{ id: 7, title: 'milk', done: false }, { id: 8, title: '茶', done: true }] },
  onReady() {
    console.log('ready');
  },
  onList(event) {
    console.log('onList', event.currentTarget.id, event.target.targetDataset);
  },
  onCatch(event) {
    const { timeStamp, ...rest } = event;
    console.log('onCatch', rest, Math.abs(Date.now() - timeStamp) < 60000);
  },
  onHead() {
    console.log('onHead');
  },
  toggle(event) {
    const { id } = event.currentTarget.dataset;
    console.log('toggle', typeof id, event.target.dataset);
    const at = this.data.todos.findIndex((todo) => todo.id === id);
    this.setData({ [`todos[${at}].done`]: !this.data.todos[at].done });
    console.log(this.data.todos.map((todo) => `${todo.title} ${todo.done}`));
  },
  add() {
    this.setData({ todos: [...this.data.todos, { id: 9, title: 'bread', done: false }] });
    console.log('added', this.data.todos.length);
  },
  onInput(event) {
    this.setData({ name: event.detail.value });
    console.log(event.type, this.data.name);
  },
  go() {
    my.navigateTo({ url: '/pages/other/other' });
  },
  say(event) {
    console.log('say', event.detail);
  },
});
