// A send that is a statement of its own makes no promise, since nothing can see it; every other one does.
const show = (name, result) => console.log(name, result instanceof Promise);
const send = my.sendSocketMessage;
const options = { data: 'x', fail() {} };

const ways = {
  argument() { return send(options); },
  arrow: () => send(options),
  conditional(yes = true) { return yes ? my.sendSocketMessage(options) : null; },
  comma() { return 0, my.sendSocketMessage(options); },
  'for head'() { for (let i = 0; i < 1 && my.sendSocketMessage(options); i++) return my.sendSocketMessage(options); },
  call() { return send.call(my, options); },
  apply() { return Reflect.apply(send, my, [options]); },
  bound: send.bind(my, options),
  map: () => [options].map(send)[0],
  async wrapped() { return my.sendSocketMessage(options); },
  'next line'() {
    let kept;
    kept =
      my.sendSocketMessage(options);
    return kept;
  },
};

Page({
  async onLoad() {
    for (const [name, way] of Object.entries(ways)) show(name, way());

    // What the engine's own functions do with a result does not depend on where they are called.
    const list = [options, options];
    list.send = Array.prototype.every;
    let calls = 0;
    const counted = new Proxy(send, { apply(target, self, args) { calls++; return Reflect.apply(target, self, args); } });
    list.send(counted);
    console.log('each', calls);

    // A send as a getter, whose result is the data; its own failure is nobody's.
    const read = { fail: (res) => console.log('with a promise for data', res.error) };
    Object.defineProperty(read, 'data', { get: send });
    my.sendSocketMessage(read);

    // What failed unseen is told with a promise.
    my.onUnhandledRejection(({ reason, promise }) => {
      console.log('unhandled', reason.error, promise instanceof Promise);
      promise.catch((again) => console.log('the same', again === reason));
    });
    my.sendSocketMessage({ data: 'x' });
  },
});
