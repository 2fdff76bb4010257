App({
  globalData: { shared: true },
  order: [],
  errors: [],
  rejections: [],
  onLaunch() { this.order.push('app onLaunch'); },
  onShow() { this.order.push('app onShow'); },
  onHide() { this.order.push('app onHide'); },
  onUnhandledRejection({ reason }) { this.rejections.push(reason); },
  onPageNotFound(missing) { this.missing = missing; },
  onError(error) { this.errors.push(error); },
});
