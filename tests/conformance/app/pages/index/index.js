import script from '../../script';
// @ts-expect-error the compiler knows no root of a mini-program
import { name as fromModule } from '/module';
import json from '../../data.json';

getApp().order.push('module index');

Page({
  data: { order: [], failed: [], results: [] },
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
    await new Promise((open) => { my.onSocketOpen(open); my.connectSocket({ url: `${url}/echo` }); });
    my.connectSocket({ url: `${url}/echo`, fail: (res) => this.setData({ failed: [...this.data.failed, res.error] }) });
    await my.closeSocket();
  },
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
