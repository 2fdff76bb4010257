App({
  order: [],
  errors: [],
  onLaunch() { this.order.push('app onLaunch'); },
  onShow() { this.order.push('app onShow'); },
  onHide() { this.order.push('app onHide'); },
  onError(error) { this.errors.push(error); },
});
