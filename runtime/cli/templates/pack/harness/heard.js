// What page code hears of its sockets, as records of the running test: `open`, `message hi`, `connectSocket success`.
//
// Events are told by listeners of its own, which stay when a test removes all; settlements by the promises that calls
// return, and those of connectSocket, which returns none, by its callbacks.

const EVENTS = ['Open', 'Message', 'Error', 'Close'];
const TIDY_LIMIT = 4000;

let records = [];
let began = 0;
let open = 0;
let waiting = [];
let listening = false;

// A test begins: what was heard before is not its own.
function begin() {
  records = [];
  began = Date.now();
}

function note(kind, label, detail) {
  records.push({ at: Date.now() - began, label, kind, program: 0, detail });
  // Whoever waits goes on once all listeners have heard of it.
  setTimeout(() => {
    const woken = waiting;
    waiting = [];
    woken.forEach((wake) => wake());
  }, 0);
}

// Resolves when something was heard, or after so many milliseconds.
const change = (limit) => new Promise((resolve) => {
  const timer = setTimeout(resolve, limit);
  waiting.push(() => { clearTimeout(timer); resolve(); });
});

function bytes(data) {
  if (typeof data !== 'string') return data.byteLength;
  return data.length * 3 / 4 - (data.match(/=*$/) || [''])[0].length;
}

function label(event, payload) {
  switch (event) {
    case 'Open': return 'open';
    case 'Message': return payload.isBuffer ? `message of ${bytes(payload.data)} bytes` : `message ${payload.data}`;
    case 'Error': return `error ${payload.error}`;
    default: return `close ${payload.code}`;
  }
}

function listenTo(event) {
  const own = (payload) => {
    if (event === 'Close') open -= 1;
    note('event', label(event, payload), { event: `onSocket${event}`, payload });
  };
  const on = my[`onSocket${event}`];
  const off = my[`offSocket${event}`];
  on.call(my, own);
  my[`offSocket${event}`] = (...listeners) => {
    const result = off.apply(my, listeners);
    if (typeof listeners[0] !== 'function') {
      off.call(my, own);
      on.call(my, own);
    }
    return result;
  };
}

const settled = (api, outcome) => (res) => {
  const code = outcome === 'fail' && res ? ` ${res.error}` : '';
  note('api.settle', `${api} ${outcome}${code}`, { api, outcome, ...res });
};

function watchPromise(api) {
  const native = my[api];
  my[api] = (...values) => {
    const result = native.apply(my, values);
    if (result && typeof result.then === 'function') result.then(settled(api, 'success'), settled(api, 'fail'));
    return result;
  };
}

// Stands for the options of a call: each is read from them when, and as often as, the host reads it.
function watched(api, options, call) {
  /** @type {PropertyDescriptorMap} */
  const members = {};
  const member = (key, get) => {
    const set = (value) => Object.defineProperty(standIn, key, { value, writable: true, enumerable: true });
    members[key] = { get, set, enumerable: true, configurable: true };
  };
  for (const key of Reflect.ownKeys(options)) member(key, () => options[key]);
  for (const outcome of ['success', 'fail']) {
    member(outcome, () => {
      const given = options[outcome];
      return (res) => {
        // A SocketTask is its owner's to close.
        if (outcome === 'success' && !call.task) open += 1;
        settled(api, outcome)(res);
        if (typeof given === 'function') given(res);
      };
    });
  }
  const standIn = Object.create(options, members);
  return standIn;
}

function watchCallbacks(api) {
  const native = my[api];
  my[api] = (options) => {
    const call = { task: undefined };
    const isObject = options !== null && typeof options === 'object';
    call.task = native.call(my, isObject ? watched(api, options, call) : options);
    return call.task;
  };
}

// Begins to listen; returns why that cannot be.
function listen() {
  if (listening) return undefined;
  const before = my.connectSocket;
  if (typeof before !== 'function') return 'my.connectSocket is not there';
  watchCallbacks('connectSocket');
  if (my.connectSocket === before) return 'my cannot be changed here, so that nothing is known of what happens';
  watchPromise('sendSocketMessage');
  watchPromise('closeSocket');
  EVENTS.forEach(listenTo);
  listening = true;
  return undefined;
}

// After a test: no listener of it, and no connection, is left to the next one.
async function tidy() {
  EVENTS.forEach((event) => my[`offSocket${event}`]());
  await change(0);
  const end = Date.now() + TIDY_LIMIT;
  if (open > 0) my.closeSocket();
  while (open > 0 && Date.now() < end) await change(50);
  open = 0;
}

module.exports = { begin, change, listen, tidy, list: () => records };
