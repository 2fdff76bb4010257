Page({
  onLoad({ peer }) {
    const both = (res) => console.log('  twice ' + Object.keys(res));
    for (const event of ['Open', 'Message', 'Error', 'Close']) {
      const on = my['onSocket' + event];
      const results = [
        on(() => console.log(event)),
        on(both),
        on(() => console.log('  third')),
        on(both),
      ];
      console.log('onSocket' + event + ' returned ' + results.map(String).join(' '));
    }
    my.connectSocket({ url: peer + '/fault/frame/opcode?before=a' });
  },
});
