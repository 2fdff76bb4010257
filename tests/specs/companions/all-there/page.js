// In the order in which the contract lists them.
const members = `alert showToast showLoading hideLoading getSystemInfo getSystemInfoSync setStorage getStorage
  removeStorage clearStorage getStorageInfo setStorageSync getStorageSync removeStorageSync clearStorageSync
  getStorageInfoSync confirm prompt showActionSheet hideToast getAuthCode SDKVersion env canIUse
  base64ToArrayBuffer arrayBufferToBase64 getNetworkType onNetworkStatusChange offNetworkStatusChange
  getLaunchOptionsSync getEnterOptionsSync getAppIdSync exitMiniProgram
  onAppShow offAppShow onAppHide offAppHide onError offError onUnhandledRejection offUnhandledRejection onPageNotFound
  offPageNotFound setNavigationBar stopPullDownRefresh vibrateShort setKeepScreenOn`.split(/\s+/);

Page({
  onLoad() {
    console.log('missing:', members.filter((name) => my[name] === undefined));
    console.log('unknown to canIUse:', members.filter((name) => !my.canIUse(name)));
    console.log(my.getAppIdSync());
  },
});
