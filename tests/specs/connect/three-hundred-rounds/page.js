const ROUNDS = 300;
const counts = {};
const count = (what) => (counts[what] = (counts[what] || 0) + 1);

Page({
  onLoad({ peer }) {
    let round = 0;
    const start = () => {
      const temporary = () => count('temporary listener');
      my.onSocketOpen(temporary);
      my.onSocketOpen(function opened() {
        my.offSocketOpen(opened);
        my.offSocketOpen(temporary);
      });
      my.connectSocket({ url: peer + '/echo', complete: () => count('connect complete') });
    };
    my.onSocketOpen(() => {
      count('open');
      my.sendSocketMessage({ data: String(round), complete: () => count('send complete') });
    });
    my.onSocketMessage((res) => {
      if (res.data !== String(round)) count('message of another round');
      if (round % 2) {
        my.closeSocket({ code: 4000, complete: () => count('close complete') });
      } else {
        round += 1;
        start();
      }
    });
    my.onSocketClose((res) => {
      count('close ' + res.code);
      if (res.code !== 4000) return;
      round += 1;
      if (round < ROUNDS) start();
    });
    my.onSocketError(() => count('error'));
    start();
  },
  onUnload() {
    for (const what of Object.keys(counts).sort()) console.log(what + ': ' + counts[what]);
  },
});
