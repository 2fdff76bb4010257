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

// Is asked for much at once, also by itself, by several, and after its end.
async function* asked(depth, id) {
  let self;
  self = yield id;
  try {
    for (let round = 0; round < 3; round++) {
      const own = self && random(2) ? self.next(self) : null;
      const got = random(2) ? yield make(depth) : yield { then: (done) => make(depth).then(done) };
      say(id, 'asked', typeof got);
      if (own) own.then(({ done }) => say(id, 'own', done));
      if (random(3) === 0) await make(depth);
      if (random(5) === 0) throw new Error(id);
      if (random(5) === 0) return make(depth);
    }
  } catch (error) {
    say(id, 'caught', typeof error);
    yield* random(2) ? generate(depth) : [make(depth), 2];
  } finally {
    if (random(2)) await make(depth);
    else yield 'last';
    say(id, 'finally');
  }
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
  async (depth, id) => {
    const generator = asked(depth, id);
    const asks = ['next', 'next', 'next', 'next', 'return', 'throw'];
    const answers = Array.from({ length: 1 + random(8) }, () => {
      const answer = generator[asks[random(asks.length)]](random(3) ? generator : make(depth));
      return random(3) ? answer : answer.finally(() => make(depth));
    });
    if (random(2)) await Promise.race(answers).catch(() => 0);
    for (const { status, value } of await Promise.allSettled(answers)) say(id, status, value && value.done);
    if (random(2)) for await (const value of generator) say(id, 'left', typeof value);
  },
  async (depth, id) => {
    const generator = asked(depth, id);
    const readers = [1, 2, 3].map(async (reader) => {
      for await (const value of generator) {
        say(id, reader, typeof value);
        if (random(6) === 0) break;
      }
    });
    await Promise.allSettled(readers);
  },
  async (depth, id) => {
    const generator = asked(depth, id);
    generator.next().then(() => generator.next().catch(() => say(id, 'refused')));
    await generator.return({ then: (done, fail) => make(depth).then(random(2) ? done : fail) }).catch(() => 0);
    const { done } = await generator.next();
    say(id, 'done', done);
    await generator.throw(id).catch((error) => say(id, 'thrown', error === id));
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
