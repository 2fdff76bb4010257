import { Outbox } from '../../lib/outbox';

const outbox = new Outbox();

Page({
  onLoad({ server }) {
    ['a', 'b'].forEach((body) => outbox.add(body));
    let connections = 0;
    my.onSocketOpen(() => {
      connections += 1;
      console.log('connection', connections, 'sends', outbox.messages.map(({ body }) => body).join());
      outbox.flush();
    });
    my.onSocketClose(({ code }) => {
      console.log('closed with', code, outbox.isEmpty ? 'nothing is left' : 'something is left');
      if (connections === 1) {
        ['c', 'd'].forEach((body) => outbox.add(body));
        my.connectSocket({ url: server });
      }
    });
    my.connectSocket({ url: server });
  },
});
