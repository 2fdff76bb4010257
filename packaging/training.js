// What mini-programs do most, for a binary that counts what it runs (packaging/build): connections, messages in turn and in
// bursts, JSON, bytes, timers, views. Everything that comes back is looked at.
//
// minihost run packaging/training.js --peer --query 'base=${peer}'
// --query scale=0.01 does a hundredth of it.

const received = [];
let wake = null;

my.onSocketMessage((message) => {
  received.push(message);
  if (wake) wake();
});

async function next() {
  while (received.length === 0) await new Promise((resolve) => (wake = resolve));
  return received.shift();
}

function open(url) {
  return new Promise((resolve, reject) => {
    const opened = () => {
      my.offSocketOpen(opened);
      resolve();
    };
    my.onSocketOpen(opened);
    my.connectSocket({ url, fail: reject });
  });
}

function close() {
  return new Promise((resolve) => {
    const closed = () => {
      my.offSocketClose(closed);
      resolve();
    };
    my.onSocketClose(closed);
    my.closeSocket();
  });
}

function check(is, wanted, what) {
  if (is !== wanted) throw new Error(`${what}: ${is} instead of ${wanted}`);
}

async function texts(count) {
  for (let index = 0; index < count; index++) {
    my.sendSocketMessage({ data: 'message ' + index });
    check((await next()).data, 'message ' + index, 'a text');
  }
}

async function burst(count) {
  let sent = 0;
  for (let index = 0; index < count; index++) {
    my.sendSocketMessage({ data: 'burst', success: () => (sent += 1) });
  }
  for (let index = 0; index < count; index++) check((await next()).data, 'burst', 'one of many');
  check(sent, count, 'sent');
}

const order = (index) => ({
  type: 'order',
  id: index,
  customer: { name: 'Ada Lovelace', tags: ['regular', '早上好', 'b2b'], address: { city: '杭州', zip: '310000' } },
  items: Array.from({ length: 12 }, (_, item) => ({ sku: `A-${item}`, count: item + 1, price: item * 1.25, note: null })),
  isPaid: index % 2 === 0,
});

async function json(count) {
  for (let index = 0; index < count; index++) {
    my.sendSocketMessage({ data: JSON.stringify(order(index)) });
    const { items, ...rest } = JSON.parse((await next()).data);
    check(rest.id, index, 'an order');
    check(items.filter(({ count }) => count > 6).map(({ price }) => price).reduce((a, b) => a + b, 0), 63.75, 'a sum');
  }
}

async function bytes(count, length) {
  const data = my.arrayBufferToBase64(new Uint8Array(length).map((_, index) => index).buffer);
  for (let index = 0; index < count; index++) {
    my.sendSocketMessage({ data, isBuffer: true });
    const message = await next();
    check(message.isBuffer && message.data.length, data.length, 'bytes');
  }
}

async function connections(count, url) {
  for (let index = 0; index < count; index++) {
    await open(url);
    await close();
  }
}

const soon = (after) => new Promise((resolve) => setTimeout(resolve, after));

Page({
  data: { step: '', log: [] },

  async onLoad({ base, scale = '1' }) {
    const url = base + '/echo';
    const times = (count) => Math.max(1, Math.round(count * Number(scale)));
    const steps = [
      ['texts', () => texts(times(20000))],
      ['burst', () => burst(times(10000))],
      ['json', () => json(times(4000))],
      ['small bytes', () => bytes(times(2000), 300)],
      ['large bytes', () => bytes(times(10), 1 << 20)],
      ['timers', () => Promise.all(Array.from({ length: times(2000) }, (_, index) => soon(index % 5)))],
    ];
    await open(url);
    for (const [index, [step, run]] of steps.entries()) {
      await run();
      this.setData({ step, [`log[${index}]`]: { step, at: index } });
    }
    await close();
    await connections(times(1000), url);
    check(this.data.log.map(({ step }) => step).join(), steps.map(([step]) => step).join(), 'the view');
    console.log('trained');
    my.exitMiniProgram();
  },
});
