const circular = { name: 'round' };
circular.self = circular;
let deep = 'bottom';
for (let i = 0; i < 5000; i += 1) {
  deep = { deep };
}

const odd = {
  proxy: new Proxy({ inside: 1 }, { get() { for (;;); }, ownKeys() { for (;;); } }),
  get getter() {
    throw new Error('getter');
  },
  fn() {
    for (;;);
  },
  json: {
    own: 1,
    toJSON() {
      for (;;);
    },
  },
  list: [undefined, null, NaN, () => {}, Symbol('s')],
  date: new Date(0),
  deep,
  circular,
};

Page({
  data: { odd },
  a(event) {
    console.log(event.currentTarget.dataset);
  },
});
