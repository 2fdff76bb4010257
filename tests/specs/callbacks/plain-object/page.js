Page({
  onLoad({ peer }) {
    const functions = Object.keys(my).filter((name) => typeof my[name] === 'function');
    console.log('enumerable: ' + functions.includes('connectSocket') + ' ' + functions.includes('offSocketClose'));
    console.log('own: ' + my.hasOwnProperty('connectSocket') + ' ' + Object.hasOwn(my, 'toString'));
    console.log('extensible: ' + Object.isExtensible(my) + ', plain: ' + (Object.getPrototypeOf(my) === Object.prototype));
    console.log('missing: ' + my.uploadFile + ' ' + my.getLocation + ' ' + ('uploadFile' in my));

    const { connectSocket, onSocketOpen, onSocketClose, closeSocket } = my;
    my.added = () => 'added';
    console.log('extended: ' + my.added());
    my.connectSocket = (options) => {
      console.log('patched call');
      return connectSocket(options);
    };
    onSocketOpen(() => {
      console.log('open');
      closeSocket.call(null);
    });
    onSocketClose.call('no this', () => console.log('closed'));
    my.connectSocket({ url: peer + '/echo' });
    delete my.closeSocket;
    console.log('deleted: ' + my.closeSocket);
  },
});
