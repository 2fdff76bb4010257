const target = new EventTarget();
const seen = [];
const listener = (event) => seen.push(event.type + (event.target === target) + (event.currentTarget === target));
target.addEventListener('a', listener);
target.addEventListener('a', listener);
target.addEventListener('a', { handleEvent() { seen.push('object ' + (this.handleEvent !== undefined)); } }, { once: true });
target.addEventListener('a', (event) => { event.preventDefault(); event.stopImmediatePropagation(); });
target.addEventListener('a', () => seen.push('never'));
console.log(target.dispatchEvent(new Event('a', { cancelable: true })), seen);
target.removeEventListener('a', listener);
console.log(target.dispatchEvent(new Event('a')), seen.length);

class Counter extends EventTarget {
  count = 0;
  add() { this.count += 1; this.dispatchEvent(new Event('change')); }
}
const counter = new Counter();
counter.addEventListener('change', function () { console.log('changed', this.count, this instanceof Counter); });
counter.add();

const controller = new AbortController();
const { signal } = controller;
signal.onabort = () => console.log('onabort', signal.aborted);
signal.addEventListener('abort', (event) => console.log('abort', event.target === signal));
const both = AbortSignal.any([signal, new AbortController().signal]);
target.addEventListener('b', () => console.log('b'), { signal });
target.dispatchEvent(new Event('b'));
console.log(signal.aborted, signal.reason, both.aborted, signal instanceof EventTarget);
controller.abort();
controller.abort('again');
target.dispatchEvent(new Event('b'));
console.log(signal.reason.name, signal.reason.code, signal.reason instanceof DOMException, both.reason === signal.reason);
try {
  signal.throwIfAborted();
} catch (error) {
  console.log(error.message);
}
console.log(AbortSignal.abort('why').reason);
AbortSignal.timeout(5).addEventListener('abort', (event) => console.log('timeout', event.target.reason.name));
try {
  new AbortSignal();
} catch (error) {
  console.log(error.name);
}
