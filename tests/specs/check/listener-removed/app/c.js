Page({ onLoad() { my.onSocketOpen(console.log); }, onUnload() { ['off' + 'SocketOpen'].map((name) => my[name]()); } });
