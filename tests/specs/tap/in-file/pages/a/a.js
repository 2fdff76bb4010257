Page({
  tapped() {
    console.log('tapped');
  },
  add() {
    console.log('called');
  },
});
