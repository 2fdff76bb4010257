const questions = [
  'connectSocket', 'connectSocket.object.url', 'connectSocket.object.nothing', 'sendSocketMessage.object.isBuffer',
  'onSocketMessage.return.isBuffer', 'offSocketClose', 'request', 'request.object.dataType', 'RequestTask.abort', 'uploadFile', 'navigateTo', '', 'toString', undefined, null, 1, {},
];

Page({
  onLoad() {
    for (const question of questions) console.log(JSON.stringify(question) + ' ' + my.canIUse(question));
    const wrong = Object.keys(my).filter((name) => typeof my[name] === 'function' && my.canIUse(name) !== true);
    console.log('functions that it denies: ' + (wrong.join() || 'none'));
  },
});
