// Of a name with a label of 64 letters no resolver has an address, and none needs to be asked.
const urls = (peer) => [
  ['nobody listens', 'ws://127.0.0.1:1/'],
  ['no such name', 'ws://' + 'x'.repeat(64) + '.invalid/'],
  ['plain text instead of TLS', peer.replace('ws:', 'wss:') + '/echo'],
  ['TCP ends in the handshake', peer + '/fault/stream/fin?at=handshake'],
  ['TCP ends in the 101', peer + '/fault/stream/fin?at=head'],
];

Page({
  onLoad({ peer }) {
    const left = urls(peer);
    const next = () => {
      const [what, url] = left.shift() || [];
      if (!url) return;
      console.log(what);
      my.connectSocket({
        url,
        success: () => console.log('  success'),
        fail: (res) => console.log('  fail ' + res.error),
      });
    };
    my.onSocketOpen(() => console.log('  open'));
    my.onSocketError((res) => console.log('  error ' + res.error));
    my.onSocketClose((res) => {
      console.log('  close ' + res.code);
      next();
    });
    next();
  },
});
