import { Client } from '../../lib/client';

Page({
  async onLoad({ server }) {
    const client = new Client(server);
    console.log(await Promise.all([client.call('sum', [1, 2]), client.call('sum', [3, 4, 5])]));
    await client.call('never', [], 20).catch((error) => console.log(error.message));
    const lost = client.call('never', []);
    my.closeSocket();
    await lost.catch((error) => console.log(error.message));
  },
});
