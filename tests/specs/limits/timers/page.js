Page({
  onLoad() {
    for (let n = 1; n <= 3; n += 1) this.last = setTimeout(() => console.log('timer', n), n);
    try {
      setInterval(() => console.log('never'), 1);
    } catch (error) {
      console.log(error instanceof RangeError, error.message);
    }
    clearTimeout(this.last);
    this.last = setInterval(() => {
      console.log('in place of the cleared one');
      clearInterval(this.last);
    }, 5);
    setTimeout(() => console.log('never'), 1);
  },
});
