App({
  order: [],
  errors: [],
  onLaunch() { this.order.push('app onLaunch'); },
  onShow() { this.order.push('app onShow'); },
  onError(error) { this.errors.push(error); },
});
