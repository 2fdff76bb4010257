const watch = (name) => ({
  success: (res) => console.log(name, 'success', res),
  fail: (res) => console.log(name, 'fail', res),
  complete: (res) => console.log(name, 'complete', res),
});

Page({
  async onLoad() {
    const results = [];
    my.getLocation({ success: (res) => results.push(res), complete: (res) => results.push(res) });
    console.log('not in the stack of the caller', results.length);
    const location = await my.getLocation();
    console.log('the same object for both', results[0] === results[1], location);
    console.log('a fresh one for each call', location !== results[0]);
    await my.scan(watch('scan')).catch((res) => console.log('scan rejects', res.error));
    const before = Date.now();
    console.log('first', await my.getBLEDevices());
    console.log('late', Date.now() - before >= 45);
    console.log('second', await my.getBLEDevices().catch((res) => res));
    console.log('third', await my.getBLEDevices());
    console.log('fourth', await my.getBLEDevices());
    const asked = ['getLocation', 'getLocation.callback.longitude', 'getLocation.object.success', 'scan.return', 'scan.x', 'chooseCity'];
    console.log(asked.map((question) => my.canIUse(question)), typeof my.chooseCity, Object.keys(my).includes('scan'));
    const throws = await my.getLocation({
      get success() {
        throw new Error('getter');
      },
    }).catch((res) => res);
    console.log(throws);
  },
});
