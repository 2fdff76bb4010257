Page({
  onLoad() {
    my.conectSocket({ url: 'wss://prod.example' });
    my['getLocation']({ type: 1 });
    my.sdk.version.split('.');
    my?.tradePay({});
    if (my.scan) {
      my.scan();
    }
    my.scan();
    if (!my.chooseImage) return;
    my.chooseImage();
  },
  onHide() {
    my.chooseImage();
    setTimeout(() => my.vibrate(), 10); // minihost-ignore unknown-api: --mock has it
  },
  onShow() {
    try { my.makePhoneCall({ number: '1' }); } catch (error) { console.log(error); }
  },
});
