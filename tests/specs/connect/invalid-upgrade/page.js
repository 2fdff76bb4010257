const wrong = ['accept-wrong', 'accept-missing', 'upgrade-wrong', 'upgrade-missing', 'connection-wrong', 'connection-missing', 'extension'];
const right = ['upgrade-case', 'connection-list', 'connection-lines', 'protocol-none'];

Page({
  onLoad({ peer }) {
    const left = [...wrong, ...right];
    let seen = [];
    let name;
    const next = () => {
      seen = [];
      name = left.shift();
      if (name) my.connectSocket({ url: peer + '/fault/upgrade/' + name, protocols: ['chat'] });
    };
    my.onSocketOpen(() => {
      seen.push('open');
      my.closeSocket();
    });
    my.onSocketError((res) => seen.push('error ' + res.error));
    my.onSocketClose((res) => {
      console.log(name + ': ' + seen.join(', ') + ', close ' + res.code);
      next();
    });
    next();
  },
});
