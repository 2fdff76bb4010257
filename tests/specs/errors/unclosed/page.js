Page({
  onLoad() {
    console.log(1);
