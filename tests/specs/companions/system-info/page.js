Page({
  async onLoad() {
    const info = my.getSystemInfoSync();
    console.log(info);
    console.log(JSON.stringify(await my.getSystemInfo()) === JSON.stringify(info), my.getSystemInfoSync() !== info);
    my.getSystemInfo({ success: ({ platform }) => console.log('success', platform), complete: () => console.log('complete') });
    console.log(my.env, Object.keys(my).includes('env'), my.env.platform === info.platform);
  },
});
