Page({
  onLoad() {
    const ids = [setTimeout(() => {}), setInterval(() => {}, 1)];
    console.log('ids are numbers: ' + ids.every((id) => typeof id === 'number' && id > 0) + ', differ: ' + (ids[0] !== ids[1]));
    ids.forEach(clearTimeout);
    [undefined, null, 'x', {}, -1, 99999, NaN].forEach((id) => clearTimeout(id));
    clearInterval();

    setTimeout((...args) => console.log('10 ms, arguments ' + args.join()), 10, 'a', 'b');
    setTimeout(() => console.log('5 ms'), 5);
    setTimeout(() => console.log('0 ms, first'), 0);
    setTimeout(() => console.log('0 ms, second'));
    setTimeout(() => console.log('negative'), -5);
    const cancelled = setTimeout(() => console.log('cancelled'), 1);
    setTimeout(() => clearTimeout(cancelled), 0);
    let ticks = 0;
    const interval = setInterval(
      (step) => {
        ticks += step;
        if (ticks < 3) return;
        clearInterval(interval);
        console.log('interval ran ' + ticks + ' times');
      },
      20,
      1,
    );
    Promise.resolve().then(() => console.log('promise job'));
    console.log('onLoad');
  },
});
