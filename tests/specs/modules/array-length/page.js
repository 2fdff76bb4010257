const queue = [];
const clear = () => { queue.length = 0; };
const drop = (list) => { list.length--; return list; };

Page({
  onLoad() {
    for (const round of [1, 2, 3]) {
      queue.push(round, round, round);
      clear();
      console.log(queue, 0 in queue, Object.keys(queue).length);
    }
    console.log(drop([1, 2]), drop([3, 4, 5]), drop([6]));
    [1].map((n) => [2].map((m) => { queue.length = m; throw new Error(`${typeof this.onLoad} ${n}`); }));
  },
});
