const tried = (name, add) => {
  try {
    for (let n = 1; n <= 3; n += 1) add();
    console.log(name, 'took three');
  } catch (error) {
    console.log(error instanceof RangeError, error.message);
  }
};

Page({
  onLoad({ peer, api }) {
    const task = my.connectSocket({ url: peer + '/echo', multiple: true });
    const request = my.request({ url: api + '/http/answer', dataType: 'text' });
    const target = new EventTarget();
    const heard = [];
    tried('message', () => my.onSocketMessage(() => {}));
    tried('close', () => my.onSocketClose(() => {}));
    tried('app', () => my.onAppHide(() => {}));
    tried('task', () => task.onMessage(() => heard.push('message')));
    tried('headers', () => request.onHeadersReceived(() => heard.push('headers')));
    tried('target', () => target.addEventListener('x', () => heard.push('x')));
    my.offSocketMessage();
    my.onSocketMessage(() => {});
    console.log('there is room again');
    target.dispatchEvent(new Event('x'));
    task.onOpen(() => task.send({ data: 'hello' }));
    request.then(() => task.onMessage.call(task, 'no function'));
    task.onClose(() => {
      console.log(heard.sort().join(' '));
      my.onAppHide(() => {});
    });
    setTimeout(() => {}, 0);
    const wait = setInterval(() => {
      if (heard.length < 6) return;
      clearInterval(wait);
      task.close();
    }, 1);
  },
});
