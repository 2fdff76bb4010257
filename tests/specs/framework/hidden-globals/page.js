console.log(typeof window, typeof document, typeof global, typeof globalThis, typeof self, typeof location);
console.log(typeof fetch, typeof XMLHttpRequest, typeof AlipayJSBridge, typeof navigator, typeof WebSocket);
// Not only typeof: they exist, so that reading them does not throw.
console.log(window || document || global || globalThis || self || navigator || WebSocket || 'none of them');
console.log(typeof process, typeof Buffer, typeof TextEncoder, typeof atob, typeof URL);

const attempt = (what, run) => {
  try {
    console.log(what + ' gave ' + run());
  } catch (error) {
    console.log(what + ' is refused');
  }
};
attempt('eval', () => eval('1 + 1'));
attempt('new Function', () => new Function('return 1')());
attempt('Function(return this)', () => Function('return this')());
attempt('a constructor of functions', () => (() => {}).constructor('return 1')());
attempt('setTimeout with text', () => setTimeout('1 + 1', 0));

var root;
try {
  root = Function('return this')() || (0, eval)('this');
} catch (error) {
  root = typeof window === 'object' ? window : {};
}
console.log('the bundle goes on with ' + JSON.stringify(root));
