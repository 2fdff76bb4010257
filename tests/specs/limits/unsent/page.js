Page({
  onLoad({ peer }) {
    const tell = (name) => ({
      success: () => console.log(name, 'sent'),
      fail: (res) => console.log(name, 'fail', res.error, res.errorMessage),
    });
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: 'a'.repeat(700), ...tell('first') });
      my.sendSocketMessage({ data: 'b'.repeat(700), ...tell('second') });
      my.sendSocketMessage({ data: 'c', ...tell('third') });
    });
    my.onSocketMessage(({ data }) => {
      console.log(data[0], data.length);
      if (data === 'c') my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
