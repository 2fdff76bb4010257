Page({
  onLoad() {
    setTimeout(() => console.log('a timer that was set before'), 2);
    setTimeout(() => {
      Promise.resolve().then(() => console.log('a promise job'));
      Promise.resolve().then(() => { throw new Error('of a promise job'); });
      Promise.resolve().then(() => console.log('a promise job after it'));
      throw new Error('of a timer');
    }, 1);
    const interval = setInterval(() => {
      console.log('an interval');
      clearInterval(interval);
      throw new Error('of an interval');
    }, 3);
    setTimeout(() => console.log('a timer that was set after'), 4);
    (async () => { await null; throw new Error('of an async function'); })();
    my.getStorage({ key: 'a', complete: () => { throw new Error('of a callback'); } });
    my.getStorage({ key: 'a', complete: () => console.log('a callback') });
  },
});
