import counted, { late } from '../../lib/module';
console.log('one');
Page({
  onLoad() {
    console.log('loaded', counted(), getApp().count());
    for (let round = 0; round < 2; round += 1) {
      try {
        late();
      } catch (error) {
        console.log(error.message);
      }
    }
    setTimeout(() => my.exitMiniProgram());
  },
});
