// @ts-nocheck names that the declarations know nothing of
// What a program finds beside `my`: FW-3.
const attempt = (work) => { try { return work(); } catch (error) { return error.constructor.name; } };

Page({
  data: {
    undefinedNames: [
      typeof window, typeof document, typeof global, typeof globalThis, typeof self, typeof location, typeof fetch,
      typeof XMLHttpRequest, typeof AlipayJSBridge, typeof navigator, typeof WebSocket,
    ],
    declared: attempt(() => [window, document, global, globalThis, self, location, fetch, XMLHttpRequest, AlipayJSBridge].length),
    absent: [typeof process, typeof Buffer, typeof require('./globals-module').Deno],
    framework: [typeof App, typeof Page, typeof Component, typeof Mixin, typeof getApp, typeof getCurrentPages, typeof console],
    evaluated: attempt(() => eval('1')),
    made: attempt(() => new Function('return 1')()),
    probed: attempt(() => Function('return this')()),
    annexB: ['abc'.substr(1), escape('ä'), typeof new Date(0).toGMTString(), ({}).__proto__ === Object.prototype],
  },
});
