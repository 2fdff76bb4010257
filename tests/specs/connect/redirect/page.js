const paths = [301, 302, 303, 307, 308].map((status) => '/fault/http/redirect?location=/echo&status=' + status);
paths.push('/fault/http/ok');

Page({
  onLoad({ peer }) {
    const next = () => {
      const path = paths.shift();
      if (!path) return;
      console.log(path);
      my.connectSocket({ url: peer + path, success: () => console.log('  success') });
    };
    my.onSocketOpen(() => console.log('  open'));
    my.onSocketError((res) => console.log('  error ' + res.error + ' ' + res.errorMessage));
    my.onSocketClose((res) => {
      console.log('  close ' + res.code);
      next();
    });
    next();
  },
});
