// One connection for the whole app: what is sent before it is open waits in a queue.
let state = 'closed';
let queue = [];
/** @type {(message: any) => void} */
let onText = () => {};

my.onSocketOpen(() => {
  state = 'open';
  queue.splice(0).forEach((data) => my.sendSocketMessage({ data }));
});
my.onSocketMessage((res) => onText(JSON.parse(res.data)));
my.onSocketClose(() => {
  state = 'closed';
  queue = [];
});

module.exports = {
  connect(url, listener) {
    onText = listener;
    state = 'connecting';
    my.connectSocket({ url });
  },
  send(message) {
    const data = JSON.stringify(message);
    if (state === 'open') my.sendSocketMessage({ data });
    else queue.push(data);
  },
  close() {
    my.closeSocket();
  },
};
