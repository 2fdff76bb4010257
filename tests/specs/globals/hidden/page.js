const names = ['window', 'document', 'global', 'globalThis', 'self', 'location', 'fetch', 'XMLHttpRequest', 'AlipayJSBridge', 'navigator', 'WebSocket'];
console.log([window, document, global, globalThis, self, location, fetch, XMLHttpRequest, AlipayJSBridge, navigator, WebSocket]
  .every((value) => value === undefined));
console.log(typeof window, typeof process, typeof Buffer, typeof URL, typeof TextEncoder, typeof queueMicrotask, typeof eval);
require('./module.mjs');
