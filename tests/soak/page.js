// Connects, talks, closes, and again: with the single connection, a SocketTask, requests, timers, and servers that are not
// there. It prints a line for each round, and ends after so many milliseconds.
Page({
  onLoad() {
    const end = Date.now() + DURATION;
    const pause = PAUSE;
    let rounds = 0;
    let left = 0;
    const seen = { open: 0, message: 0, error: 0, close: 0, request: 0, failed: 0, timer: 0 };
    const done = () => {
      if (--left > 0) return;
      console.log('round', ++rounds);
      if (Date.now() < end) setTimeout(round, pause);
      else console.log('seen', JSON.stringify(seen));
    };

    function round() {
      left = 4;
      single();
      task();
      request();
      ticks();
    }

    function single() {
      const isAbsent = rounds % 5 === 4;
      const open = () => {
        seen.open++;
        my.sendSocketMessage({ data: `hello ${rounds}`, success() {}, complete() {} });
        my.sendSocketMessage({ data: new Uint8Array([1, 2, 3, rounds & 255]).buffer });
      };
      let answers = 0;
      const message = () => {
        seen.message++;
        if (++answers === 2) my.closeSocket({ code: 4000, reason: 'enough', complete() {} });
      };
      const error = () => seen.error++;
      const close = () => {
        seen.close++;
        my.offSocketOpen(open);
        my.offSocketMessage(message);
        my.offSocketError(error);
        my.offSocketClose(close);
        done();
      };
      my.onSocketOpen(open);
      my.onSocketMessage(message);
      my.onSocketError(error);
      my.onSocketClose(close);
      my.connectSocket({ url: isAbsent ? 'ABSENT' : 'PEER/echo', success() {}, fail() {}, complete() {} });
    }

    function task() {
      const path = ['/echo', '/close?code=4001&reason=bye&after=1', '/drop?after=1', '/refuse?status=503'][rounds % 4];
      const made = my.connectSocket({ url: `PEER${path}`, multiple: true });
      made.onOpen(() => {
        seen.open++;
        made.send({ data: 'x'.repeat(1000) }).catch(() => {});
      });
      made.onMessage(() => {
        seen.message++;
        made.close({});
      });
      made.onError(() => seen.error++);
      made.onClose(() => {
        seen.close++;
        done();
      });
    }

    function request() {
      const url = rounds % 7 === 6 ? 'HTTP/nowhere' : 'HTTP/http/echo';
      const sent = my.request({ url, method: 'POST', data: { round: rounds, text: 'é'.repeat(100) }, dataType: 'text' });
      sent.then(() => seen.request++, () => seen.failed++).then(done);
      if (rounds % 11 === 10) sent.abort();
    }

    function ticks() {
      let count = 0;
      const never = setTimeout(() => console.log('never'), 1000000);
      const timer = setInterval(() => {
        seen.timer++;
        if (++count < 3) return;
        clearInterval(timer);
        clearTimeout(never);
        done();
      }, 10);
    }

    round();
  },
});
