// What is sent before the connection is open fails with 10. So it waits here, in order, until it is.
const waiting = [];
let isOpen = false;

function send(data) {
  if (!isOpen) {
    waiting.push(data);
    console.log('waits:', data);
    return;
  }
  my.sendSocketMessage({ data, fail: ({ error }) => console.log('not sent:', error) });
}

Page({
  onLoad({ server }) {
    my.sendSocketMessage({ data: 'too early', fail: ({ error }) => console.log('too early is', error) });
    my.onSocketOpen(() => {
      isOpen = true;
      waiting.splice(0).forEach(send);
      send('after open');
    });
    let count = 0;
    my.onSocketMessage(({ data }) => {
      console.log('echo:', data);
      count += 1;
      if (count === 4) my.closeSocket();
    });
    my.onSocketClose(() => { isOpen = false; });
    my.connectSocket({ url: server });
    ['one', 'two', 'three'].forEach(send);
  },
});
