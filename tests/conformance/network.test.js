// FW-8: the phone's network comes and goes.

const launched = (...clauses) => ({ tags: ['needs:launch'], clauses: ['FW-8', ...clauses] });
const noNetwork = minihost.profile === 'latest' ? 50 : 1;

const start = (config) => launch('programs/network.js', { query: { server: peer().url }, config });
const names = (app) => app.app.heard.map(([name]) => name);
const heard = (app, name) => app.app.heard.filter(([known]) => known === name);

it('a phone has Wi-Fi, unless somebody says otherwise', launched(), async () => {
  expect(await my.getNetworkType()).toEqual({ networkAvailable: true, networkType: 'WIFI' });
  const app = await start({ network: '3g' });
  expect(await app.page.call('type')).toEqual({ networkAvailable: true, networkType: '3G' });
});

it.each([
  ['none', { networkType: 'NOTREACHABLE' }, false], ['4g', { networkType: '4G' }, true], ['2g', { networkType: '2G' }, true],
  ['wwan', { networkType: 'WWAN' }, true], ['unknown', { networkType: 'UNKNOWN' }, true],
])('a change to %s is told', launched('EV-1'), async (type, described, isConnected) => {
  const app = await start();
  await app.network(type);
  await app.network(type);
  expect(app.app.heard).toEqual([['network', { ...described, isConnected }]]);
  expect(await app.page.call('type')).toEqual({ ...described, networkAvailable: isConnected });
});

it('an open connection is lost with the network, after the change was told', launched('EV-5'), async () => {
  const app = await start();
  await app.page.call('connect', { detail: '/echo' });
  await waitFor(() => names(app).includes('open'));
  await app.network('none');
  await waitFor(() => names(app).includes('close'));
  expect(names(app)).toEqual(['connectSocket success', 'open', 'network', 'error', 'close']);
  expect(heard(app, 'error')).toEqual([['error', 1, expect.stringContaining('the network is gone')]]);
  expect(heard(app, 'close')).toEqual([['close', 1006]]);
  expect(await app.page.call('send', { detail: 'x' })).toBe(10);
});

it('tasks are lost with the network as well', launched('ST-2'), async () => {
  const app = await start();
  await app.page.call('tasks');
  await waitFor(() => names(app).includes('task open'));
  await app.network('none');
  await waitFor(() => names(app).includes('task close'));
  expect(app.app.heard.slice(-2)).toEqual([['task error', 1], ['task close', 1006]]);
});

it('a dial that is under way fails when the network goes', launched('EV-5'), async () => {
  const app = await start();
  await app.page.call('connect', { detail: '/stall' });
  await waitFor(() => names(app).includes('connectSocket success'));
  await app.network('none');
  await waitFor(() => names(app).includes('close'));
  expect(heard(app, 'error')).toEqual([['error', noNetwork, expect.stringContaining('the network is unreachable')]]);
  expect(heard(app, 'close')).toEqual([['close', 1006]]);
});

it('without a network the call is accepted, and the connection fails', launched('CS-4'), async () => {
  const app = await start({ network: 'none' });
  await app.page.call('connect', { detail: '/echo' });
  await waitFor(() => names(app).includes('close'));
  expect(names(app)).toEqual(['connectSocket success', 'error', 'close']);
  expect(heard(app, 'error')[0][1]).toBe(noNetwork);
});

it('a page connects again when the network is back', launched('EV-1'), async () => {
  const app = await start({ network: 'none' });
  await app.page.call('reconnectWhenBack');
  await app.network('wifi');
  await waitFor(() => names(app).includes('open'));
  await app.page.call('send', { detail: 'back' });
  await waitFor(() => names(app).includes('message'));
  await app.page.call('close');
  await waitFor(() => names(app).includes('close'));
  expect(names(app)).toEqual(['network', 'open', 'message', 'close']);
});

it('connections outlive a change from one network to another', launched(), async () => {
  const app = await start();
  await app.page.call('connect', { detail: '/echo' });
  await waitFor(() => names(app).includes('open'));
  await app.network('4g');
  await app.page.call('send', { detail: 'still there' });
  await waitFor(() => names(app).includes('message'));
  await app.page.call('close');
  await waitFor(() => names(app).includes('close'));
  expect(heard(app, 'close')).toEqual([['close', 1000]]);
});

it('messages that came before the loss are told before it', { tags: ['needs:launch', 'needs:peer'], clauses: ['FW-8', 'EV-4'] }, async () => {
  const server = peer({ route: [{ path: '/two', steps: [{ do: 'accept' }, { do: 'text', data: 'first' }, { do: 'text', data: 'second' }, { do: 'receive' }] }] });
  const app = await launch('programs/network.js', { query: { server: server.url } });
  await app.page.call('connect', { detail: '/two' });
  await waitFor(() => heard(app, 'message').length === 2);
  await app.network('none');
  await waitFor(() => names(app).includes('close'));
  expect(names(app).slice(1)).toEqual(['open', 'message', 'message', 'network', 'error', 'close']);
});

it('a listener that was removed hears nothing', launched('EV-2'), async () => {
  const app = await start();
  await app.page.call('unlisten');
  await app.network('none');
  expect(app.app.heard).toEqual([]);
});

it('a network that there is not is refused', launched(), async () => {
  const app = await start();
  // @ts-expect-error the compiler knows the networks
  expect(() => app.network('5g')).toThrow('`5g` is no network; there are: wifi, 4g, 3g, 2g, wwan, unknown, none');
});

it('a request that is under way fails with the network', { tags: ['needs:launch', 'needs:peer'], clauses: ['FW-8'] }, async () => {
  const server = peer();
  const app = await launch('programs/network.js', { query: { server: server.url } });
  await app.page.call('ask', { detail: `${server.httpUrl}/http/answer?wait=20000` });
  await waitFor(() => server.received.length > 0);
  await app.network('none');
  await waitFor(() => names(app).includes('request'));
  expect(app.app.heard).toEqual([['network', expect.anything()], ['request', 12]]);
});

it('without a network a request fails, and with one it is answered', launched(), async () => {
  const server = peer();
  const app = await launch('programs/network.js', { query: { server: server.url }, config: { network: 'none' } });
  await app.page.call('ask', { detail: `${server.httpUrl}/http/echo` });
  await waitFor(() => names(app).includes('request'));
  await app.network('wifi');
  await app.page.call('ask', { detail: `${server.httpUrl}/http/echo` });
  await waitFor(() => names(app).includes('status'));
  expect(app.app.heard).toEqual([['request', 12], ['network', expect.anything()], ['status', 200]]);
});

it('a program\'s phone is one of a table, or of the test\'s own', { clauses: ['FW-8'], tags: ['needs:launch'] }, async () => {
  const info = async (device) => (await launch('programs/network.js', { query: { server: '' }, device })).page.call('info');
  expect(await info('android')).toMatchObject({ platform: 'Android', model: 'Pixel 7' });
  const own = await info({ base: 'android', model: 'X1', screenHeight: 500 });
  expect(own).toMatchObject({ platform: 'Android', model: 'X1', screenHeight: 500, windowHeight: 420 });
  // @ts-expect-error the compiler knows the fields
  expect(() => launch('programs/network.js', { device: { colour: 'red' } })).toThrow('there are: app, brand, ');
});
