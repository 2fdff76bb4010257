Page({
  onLoad({ peer }) {
    const connect = (path) => my.connectSocket({ url: peer + path, success: () => console.log('success ' + path) });
    const once = { open: '/refuse', error: '/drop?after=0', close: '' };
    const then = (event) => {
      const path = once[event];
      once[event] = '';
      if (path) connect(path);
    };
    my.onSocketOpen(() => {
      console.log('open');
      then('open');
    });
    my.onSocketError((res) => {
      console.log('error ' + res.error);
      then('error');
    });
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      then('close');
    });
    connect('/echo');
  },
});
