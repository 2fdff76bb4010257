console.log(window === self, globalThis === window, window.setTimeout === setTimeout, typeof window.my);
console.log(typeof fetch, typeof XMLHttpRequest, typeof WebSocket, typeof localStorage, typeof require);
console.log(typeof navigator.userAgent, navigator.onLine, typeof document.documentElement.style);
const first = performance.now();
console.log(typeof first, performance.now() >= first);
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
setTimeout(() => console.log('timer'));
console.log('end');
