const down = (levels) => (levels === 0 ? 0 : 1 + down(levels - 1));

Page({
  onLoad() {
    console.log(down(90));
    console.log(down(101));
  },
});
