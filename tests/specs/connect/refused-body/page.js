const refusals = ['/refuse?body=go%20away', '/fault/http/late-body?late=10&body=later'];

Page({
  onLoad({ peer }) {
    const next = () => {
      const path = refusals.shift();
      if (path) my.connectSocket({ url: peer + path });
    };
    my.onSocketError((res) => console.log(res.error + ' ' + res.errorMessage));
    my.onSocketClose(next);
    next();
  },
});
