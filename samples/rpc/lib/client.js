// Calls over a socket: each has a number, and its promise waits for the answer with that number.
export class Client {
  constructor(url) {
    this.calls = new Map();
    this.next = 1;
    this.opened = new Promise((resolve, reject) => {
      my.onSocketOpen(resolve);
      my.onSocketError((res) => reject(new Error(`error ${res.error}`)));
    });
    my.onSocketMessage(({ data }) => this.settle(JSON.parse(data)));
    my.onSocketClose(() => this.failAll('the connection is closed'));
    my.connectSocket({ url });
  }

  async call(method, params, timeout = 1000) {
    await this.opened;
    const id = this.next;
    this.next += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.fail(id, `${method} took too long`), timeout);
      this.calls.set(id, { resolve, reject, timer });
      const data = JSON.stringify({ id, method, params });
      my.sendSocketMessage({ data, fail: ({ error }) => this.fail(id, `${method} was not sent: ${error}`) });
    });
  }

  // The server of this sample sends everything back: the answer is the call.
  settle({ id, method, params }) {
    if (method === 'never') return;
    const call = this.take(id);
    if (call) call.resolve(params.reduce((sum, item) => sum + item, 0));
  }

  fail(id, why) {
    const call = this.take(id);
    if (call) call.reject(new Error(why));
  }

  failAll(why) {
    [...this.calls.keys()].forEach((id) => this.fail(id, why));
  }

  take(id) {
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (call) clearTimeout(call.timer);
    return call;
  }
}
