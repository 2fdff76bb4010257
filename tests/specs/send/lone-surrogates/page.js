Page({
  onLoad({ peer }) {
    const texts = ['a\ud800b', '\udc00', '\ud83c', '\ud83c\udf0d', '\udf0d\ud83c'];
    my.onSocketOpen(() => texts.forEach((data) => my.sendSocketMessage({ data })));
    my.onSocketMessage((res) => {
      console.log([...res.data].map((char) => char.codePointAt(0).toString(16)).join(' '));
      texts.shift();
      if (texts.length === 0) my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
