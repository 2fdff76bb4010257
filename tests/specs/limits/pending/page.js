Page({
  onLoad() {
    for (let n = 0; n < 1000; n += 1) setTimeout(() => {}, 60000);
    setTimeout(() => {}, 70000);
    setTimeout(() => {}, 70001);
    setTimeout(() => {}, 70002);
    setTimeout(() => {}, 70003);
    setTimeout(() => {}, 70004);
    setTimeout(() => {}, 70005);
    setTimeout(() => {}, 70006);
    setTimeout(() => {}, 70007);
    setTimeout(() => {}, 70008);
    setTimeout(() => {}, 70009);
    setTimeout(() => {}, 70010);
    setTimeout(() => {}, 70011);
    setTimeout(() => {}, 70012);
    setTimeout(() => {}, 70013);
    setTimeout(() => {}, 70014);
    setTimeout(() => {}, 70015);
    setTimeout(() => {}, 70016);
    setTimeout(() => {}, 70017);
    setTimeout(() => {}, 70018);
    setTimeout(() => {}, 70019);
    setTimeout(() => {}, 70020);
    setTimeout(() => {}, 70021);
  },
});
