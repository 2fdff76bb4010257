// Buttons in a list: each tells the server which thing it is about. The server answers, and only then the list changes.
Page({
  data: {
    done: 0,
    todos: [
      { id: 1, title: 'milk', done: false },
      { id: 2, title: 'bread', done: false },
      { id: 3, title: '茶', done: false },
    ],
  },

  onLoad(query) {
    this.waiting = [];
    this.isOpen = false;
    my.onSocketOpen(() => {
      this.isOpen = true;
      this.waiting.splice(0).forEach((data) => my.sendSocketMessage({ data }));
    });
    my.onSocketMessage((res) => this.heard(JSON.parse(res.data)));
    my.onSocketClose(() => console.log('closed'));
    my.connectSocket({ url: query.server });
  },

  // catchTap: the tap stays with the button, and `show` of the row around it is not called.
  toggle(event) {
    const { id, done } = event.currentTarget.dataset;
    this.send({ id, done });
  },

  show(event) {
    console.log('more about', event.currentTarget.dataset.id);
  },

  close() {
    this.send({ close: true });
  },

  send(message) {
    const data = JSON.stringify(message);
    if (this.isOpen) {
      my.sendSocketMessage({ data });
    } else {
      this.waiting.push(data);
    }
  },

  heard({ id, done, close }) {
    if (close) {
      my.closeSocket();
      return;
    }
    const at = this.data.todos.findIndex((todo) => todo.id === id);
    this.setData({ [`todos[${at}].done`]: done });
    this.setData({ done: this.data.todos.filter((todo) => todo.done).length });
    console.log(this.data.todos[at].title, done ? 'is done' : 'is not done', `(${this.data.done})`);
  },
});
