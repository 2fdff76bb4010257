const noText = {
  toString() {
    throw new Error('no text');
  },
};
const odd = [undefined, null, 1, 'text', [], Symbol('s'), { content: noText }, { content: Symbol('s') }, { content: {} }];

Page({
  onLoad() {
    for (const name of ['alert', 'showToast', 'hideToast', 'showLoading', 'hideLoading', 'exitMiniProgram']) {
      let thrown = 0;
      for (const argument of odd) {
        try {
          my[name](argument).catch(() => {});
        } catch (error) {
          thrown += 1;
        }
      }
      console.log(name + ': ' + thrown + ' threw');
    }
  },
});
