// graphql-ws 6 over SocketTasks: a query, a subscription, an error, two operations on one connection, dispose
import { createClient } from 'graphql-ws';
import webSocketImpl from '../../lib/web-socket';

Page({
  async onLoad(query) {
    const client = createClient({ url: `ws://127.0.0.1:${query.port}/graphql`, webSocketImpl, lazy: false, retryAttempts: 0, connectionParams: { token: 't' } });
    client.on('connected', (socket) => console.log('OUT connected ' + socket.protocol));
    client.on('closed', (event) => console.log('OUT closed ' + event.code));
    const run = (operation) => new Promise((resolve) => {
      const results = [];
      client.subscribe(operation, { next: ({ data }) => results.push(JSON.stringify(data)), error: (errors) => resolve('error ' + errors[0].message), complete: () => resolve(results.join(' ')) });
    });
    const both = await Promise.all([run({ query: 'query Q($n: String) { hello(name: $n) }', variables: { n: '世界' } }), run({ query: 'subscription { count(to: 3) }' })]);
    both.forEach((result) => console.log('OUT ' + result));
    console.log('OUT ' + await run({ query: '{ nothing }' }));
    for await (const { data } of client.iterate({ query: 'subscription { count(to: 2) }' })) console.log('OUT iterated ' + data.count);
    await client.dispose();
    setTimeout(() => console.log('OUT done'), 100);
  },
});
