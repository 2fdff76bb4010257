const o = {
  v: 1,
  direct() { return (() => this)(); },
  nested() { return (() => () => this)()(); },
  block() { return (() => { const h = () => this; return h(); })(); },
  object() { return ((x) => ({ complete: () => this }))().complete(); },
  template() { return ((x) => `${(() => this.v)()}`)() === '1' && this; },
  deep() { return (() => () => { return () => () => this; })()()()(); },
  ofFunction: function () { return [1].map((a) => [2].map((b) => this)[0])[0]; },
  async later() { return (async () => (async () => this)())(); },
};
for (const name of Object.keys(o)) {
  if (name !== 'v') console.log(name, (await0(o[name]())) === o);
}
function await0(value) { return value instanceof Promise ? o : value; }
o.later().then((self) => console.log('later', self === o));

class Base { constructor() { this.x = 1; } }
class Derived extends Base {
  constructor() {
    const early = () => { const inner = () => this.x; return inner; };
    const read = early();
    super();
    this.y = read();
  }
  m() { return [1].map((a) => [2].map((b) => this.x + a + b)[0])[0]; }
}
console.log(new Derived().y, new Derived().m());
