console.log(typeof App, typeof Page, typeof getApp, typeof getCurrentPages, typeof my, typeof console);
console.log(typeof setTimeout, typeof setInterval, typeof clearTimeout, typeof clearInterval);
console.log('substr'.substr(1, 3), escape('ä b'), unescape('%E4'), new Date(0).toGMTString());
console.log({}.__proto__ === Object.prototype, { __proto__: null } instanceof Object);
console.log(typeof Promise, typeof Map, typeof WeakRef, typeof Proxy, typeof Reflect, typeof BigInt);
console.log([3, 1, 2].toSorted().join(), [1, 2, 3].at(-1), 'aXbX'.replaceAll('X', '-'));
