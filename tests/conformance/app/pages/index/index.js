import script from '../../script';
// @ts-expect-error the compiler knows no root of a mini-program
import { name as fromModule } from '/module';
import json from '../../data.json';

getApp().order.push('module index');

Page({
  data: { order: [], results: [], told: [], heard: [], opens: 0 },
  onLoad(query) {
    this.data.order.push(`onLoad ${JSON.stringify(query)}`);
    this.setData({
      modules: { fromScript: script.name, fromModule, json },
      // @ts-expect-error names of browsers
      globals: [typeof window, typeof document, typeof WebSocket, typeof globalThis].join(' '),
    });
  },
  onShow() { this.data.order.push('onShow'); },
  onHide() { this.data.order.push('onHide'); },
  onReady() { this.data.order.push('onReady'); },
  throwInSuccess() {
    const page = this;
    return new Promise((resolve) => my.closeSocket({
      success() { throw new Error('from success'); },
      complete() { page.setData({ completed: true }); resolve(); },
    }));
  },
  throwInListener({ detail: url }) {
    my.onSocketOpen(() => { throw new Error('from a listener'); });
    my.onSocketOpen(() => this.setData({ heardAfterThrow: true }));
    my.connectSocket({ url: `${url}/close` });
  },
  async connectTwice({ detail: url }) {
    const note = (name) => (res) => this.setData({ [`told[${this.data.told.length}]`]: `${name} ${res.error}` });
    this.setData({ told: [] });
    await new Promise((open) => { my.onSocketOpen(open); my.connectSocket({ url: `${url}/echo` }); });
    my.connectSocket({ url: `${url}/echo`, success: note('success'), fail: note('fail'), complete: note('complete') });
    await my.closeSocket();
  },
  connectWith({ detail: options }) { my.connectSocket(options); },
  failText({ detail: url }) {
    return new Promise((resolve) => my.connectSocket({
      url, fail: ({ errorMessage }) => this.setData({ failText: errorMessage }), complete: resolve,
    }));
  },
  app() { return getApp(); },
  throwLater() { setTimeout(() => { throw new Error('from a timer'); }, 1); },
  batch() { this.$batchedUpdates(() => { this.setData({ one: 1 }); this.setData({ two: 2 }); }); },
  countOpens() {
    this.setData({ opens: 0 });
    my.onSocketOpen(() => this.setData({ opens: this.data.opens + 1 }));
  },
  listen() {
    const note = (text) => this.setData({ heard: [...this.data.heard, text] });
    this.setData({ heard: [] });
    my.onSocketOpen(() => note('open'));
    my.onSocketError(({ error }) => note(`error ${error}`));
    my.onSocketClose(({ code }) => note(`close ${code}`));
  },
  connect({ detail: url }) { my.connectSocket({ url }); },
  sendCarelessly() { my.sendSocketMessage({ data: 'x' }); },
  async tryUrls({ detail: urls }) {
    for (const url of urls) {
      const result = await new Promise((done) => my.connectSocket({
        url, success: () => done('success'), fail: (res) => done(res.error),
      }));
      this.setData({ [`results[${this.data.results.length}]`]: result });
    }
  },
  set({ detail }) { this.setData(detail, () => this.setData({ calledBack: true })); },
  onTap(event) { this.setData({ event }); },
  show() { return Promise.all([my.showToast({ content: 'hi' }), my.alert({ content: 'there' })]); },
});
