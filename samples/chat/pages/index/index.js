const app = getApp();

Page({
  data: { name: '', text: '', lines: [], joined: false },
  waiting: 0,
  leaving: false,

  onLoad(query) {
    this.server = query.server;
  },

  onNameInput(e) {
    this.setData({ name: e.detail.value });
    app.globalData.name = e.detail.value;
  },

  onJoin() {
    my.showLoading({ content: 'joining' });
    app.socket.connect(this.server, (message) => this.onMessage(message));
    this.say('joined');
  },

  onTextInput(e) {
    this.setData({ text: e.detail.value });
  },

  onSend() {
    const text = this.data.text.trim();
    if (!text) {
      my.showToast({ type: 'fail', content: 'write something first' });
      return;
    }
    this.say(text);
    this.setData({ text: '' });
  },

  onLeave() {
    this.leaving = true;
    this.leaveIfDone();
  },

  say(text) {
    this.waiting += 1;
    app.socket.send({ from: app.globalData.name, text });
  },

  onMessage({ from, text }) {
    if (!this.data.joined) {
      my.hideLoading();
      this.setData({ joined: true });
    }
    const path = 'lines[' + this.data.lines.length + ']';
    const line = from + ': ' + text;
    this.setData({ [path]: line }, () => console.log(line));
    this.waiting -= 1;
    this.leaveIfDone();
  },

  leaveIfDone() {
    if (this.leaving && this.waiting === 0) app.socket.close();
  },

  onUnload() {
    console.log(this.data.lines.length + ' lines, nothing waiting: ' + (this.waiting === 0));
  },
});
