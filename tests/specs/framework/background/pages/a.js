Page({
  onShow() {
    console.log('page.onShow');
    this.shown = (this.shown || 0) + 1;
    if (this.shown === 1) this.waiting = setTimeout(() => {}, 60000);
    else clearTimeout(this.waiting);
  },
  onHide() { console.log('page.onHide'); },
  onUnload() { console.log('page.onUnload'); },
});
