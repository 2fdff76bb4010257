const calls = [
  ['connectSocket', {}],
  ['sendSocketMessage', { data: 'nobody there' }],
  ['closeSocket', {}],
  ['hideToast', {}],
];

Page({
  onLoad() {
    let inCall = true;
    for (const [name, options] of calls) {
      let first;
      const tell = (callback) => (res) => {
        const same = first === undefined ? '' : ', same object: ' + (res === first);
        first = res;
        console.log(name + ' ' + callback + ', in the stack of the call: ' + inCall + same);
      };
      my[name]({ ...options, success: tell('success'), fail: tell('fail'), complete: tell('complete') });
    }
    inCall = false;
    console.log('all were called');
  },
});
