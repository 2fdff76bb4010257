// Programs of async functions and generators, made up by a seed. What is printed is what node prints.
let seed;
let count;
let log;
const random = (below) => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed % below;
};
const say = (...words) => log.push(words.join(' '));

async function* generate(depth) {
  const all = Promise.all([make(depth)]);
  yield 1;
  await make(depth);
  yield make(depth);
  yield* [1, make(depth)];
  await all;
  if (depth > 1) yield* generate(depth - 1);
}

const kinds = [
  async (depth, id) => {
    await null;
    say(id, 'null');
  },
  async (depth, id) => {
    const all = Promise.all([make(depth), make(depth)]);
    await make(depth);
    say(id, 'all', (await all).length);
    return id;
  },
  async (depth, id) => {
    try {
      await make(depth);
      throw new Error(id);
    } catch (error) {
      say(id, error.message);
      await 0;
    } finally {
      await make(depth);
    }
  },
  // Functions of the engine, given to promises.
  async (depth) => {
    let done;
    const promise = new Promise((resolve) => {
      done = resolve;
    });
    make(depth).then(done, done);
    await Promise.race([promise, make(depth)]);
    return promise;
  },
  async (depth, id) => {
    for await (const value of generate(depth)) say(id, 'generated', typeof value);
  },
  async (depth, id) => {
    for await (const value of [make(depth), 1, { then: (done) => done(2) }]) say(id, 'listed', typeof value);
  },
  // Ends without having settled its promise.
  async (depth, id) => ({
    then(done) {
      say(id, 'then');
      make(depth).then(() => done(id));
    },
  }),
  async (depth, id) => {
    const last = make(depth).finally(() => make(depth));
    last.then(() => say(id, 'finally'));
    await Promise.allSettled([Promise.reject(1), make(depth)]);
    return make(depth);
  },
  // No async function, but much that looks like one.
  (depth, id) => {
    const all = Promise.all([make(depth)]);
    let settle;
    new Promise((resolve) => {
      settle = resolve;
    });
    settle({ then: (done) => done(1) });
    all.then(settle);
    return all.then(() => id);
  },
  async (depth, id) => {
    const generator = generate(depth);
    await generator.next();
    await generator.return(5);
    say(id, 'returned');
  },
  async (depth) => {
    class Own extends Promise {}
    await Own.resolve(1);
    const both = Own.all([make(depth), 2]);
    await 1;
    return both.catch(() => 0);
  },
  (depth) => {
    const each = async (value) => {
      await value;
      await make(depth);
      return value;
    };
    return make(depth).then(async () => Promise.all([1, 2].map(each)));
  },
];

function make(depth) {
  const id = count++;
  return depth <= 0 ? Promise.resolve(id) : kinds[random(kinds.length)](depth - 1, id);
}

async function program(number) {
  [seed, count, log] = [number, 0, []];
  for (let round = 0; round < 100; round++) await make(1 + random(4));
  let sum = 0;
  for (const unit of log.join('\n')) sum = (sum * 31 + unit.charCodeAt(0)) | 0;
  console.log(count, log.length, sum);
}

(async () => {
  for (let number = 1; number <= 5; number++) await program(number);
})();

if (typeof Page === 'function') Page({});
