// Messages of 1 KiB to the server and back, 16 of them on their way at a time: each that comes back is parsed, checked,
// changed, and sent again as the next. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    const window = 16;
    const order = (seq) => ({
      type: 'order.update',
      seq,
      previous: null,
      customer: { id: 'c-2088102146', name: '张三', level: 3, tags: ['new', 'mobile', 'coupon'], isVerified: true },
      items: Array.from({ length: 7 }, (_, index) => ({
        sku: 'SKU-' + (100200 + index),
        title: 'Item "' + index + '" of the order\n',
        count: index,
        price: 19.99 + index,
        options: { color: 'blue', size: index % 2 === 0 ? 'M' : null },
      })),
      total: 0.1,
    });
    let next = 0;
    let received = 0;
    let start;
    const send = (message) => {
      message.seq = next;
      next += 1;
      my.sendSocketMessage({ data: JSON.stringify(message) });
    };
    my.onSocketOpen(() => {
      start = Date.now();
      while (next < Math.min(window, n)) send(order(0));
    });
    my.onSocketMessage(({ data }) => {
      const message = JSON.parse(data);
      if (message.seq !== received) throw new Error('message ' + message.seq + ' came, not ' + received);
      // What was changed on the way: how often it has been here.
      const rounds = Math.floor(message.seq / window);
      if (message.items[3].count !== 3 + rounds) throw new Error('the echo differs: ' + data);
      received += 1;
      if (next < n) {
        message.previous = { seq: message.seq, total: message.total };
        for (const item of message.items) item.count += 1;
        message.total = message.items.reduce((total, item) => total + item.count * item.price, 0);
        send(message);
      } else if (received === n) {
        console.log(JSON.stringify({ w: 'json', n, ms: Date.now() - start }));
        my.closeSocket();
      }
    });
    my.onSocketClose(() => my.exitMiniProgram());
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'json', n, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/echo' });
  },
});
