// A stand-in for the app's account service: a token that is good for one connection.
let tokens = 0;

App({
  globalData: { user: 'ann' },
  async login() {
    tokens += 1;
    return `token-${tokens}`;
  },
});
