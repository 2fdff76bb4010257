const socket = require('./services/socket');

App({
  globalData: { name: 'anonymous' },
  socket,
});
