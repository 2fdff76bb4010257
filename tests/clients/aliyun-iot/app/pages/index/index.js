// alibabacloud-iot-device-sdk (mqtt 3 inside) over my.connectSocket, against an MQTT broker
// It takes a host without this for Node.
if (!my.navigateToMiniProgram) my.navigateToMiniProgram = () => {};
const iot = require('../../lib/iot');

Page({
  onLoad(query) {
    const device = iot.device({ productKey: 'pk', deviceName: 'dn', deviceSecret: 'secret', protocol: 'alis://', brokerUrl: `ali://127.0.0.1:${query.port}/mqtt` });
    device.on('connect', () => {
      console.log('OUT connect');
      device.subscribe('/pk/dn/user/get', () => {
        console.log('OUT subscribed');
        device.publish('/pk/dn/user/get', 'héllo 世界');
      });
    });
    device.on('message', (topic, payload) => {
      console.log(`OUT message ${topic} ${payload}`);
      device.end();
    });
    device.on('error', (error) => console.log('OUT FAILED ' + error.message));
    device.on('close', () => { if (!this.closed) { this.closed = true; console.log('OUT close'); setTimeout(() => console.log('OUT done'), 100); } });
  },
});
