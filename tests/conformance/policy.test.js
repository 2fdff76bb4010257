// PL, CS-3, CS-7: what the host's settings let pages do.

const latest = minihost.profile === 'latest';
const launched = (...clauses) => ({ tags: ['needs:launch'], clauses });
const results = async (config, ...urls) => {
  const app = await launch('app', { config });
  await app.page.call('tryUrls', urls);
  return app.page.data.results;
};

it('wss only: ws:// is refused', launched('PL-1'), async () => {
  expect(await results({ wssOnly: true }, 'ws://h/', 'wss://h/')).toEqual([latest ? 20 : 5, 'success']);
  await waitFor('close');
});

it('without that setting ws:// is dialled', launched('PL-1'), async () => {
  expect(await results({}, `${peer().url}/close`)).toEqual(['success']);
  await waitFor('close');
});

it('a list of domains allows these and their subdomains, and nothing that looks like them', launched('PL-2'), async () => {
  const urls = ['other.example', 'notexample.com', 'example.com.evil', '127.0.0.1'].map((host) => `ws://${host}/`);
  expect(await results({ allowDomain: ['example.com'] }, ...urls)).toEqual([1, 1, 1, 1]);
  for (const host of ['example.com', 'a.b.example.com']) {
    expect(await results({ allowDomain: ['example.com'], map: [`ws://${host}=${peer().url}`] }, `ws://${host}/close`))
      .toEqual(['success']);
    await waitFor('close');
  }
});

it('the refusal names the host and the option', launched('PL-2'), async () => {
  const app = await launch('app', { config: { allowDomain: ['example.com'] } });
  await app.page.call('failText', 'ws://other.example/');
  expect(app.page.data.failText).toMatch(/other\.example.*allow_domains/);
});

it('3, 4 and 5 come before the policy, wss-only before the domains', launched('CS-3'), async () => {
  const config = { wssOnly: true, allowDomain: ['example.com'] };
  const urls = ['', 'ws://other.example:99999/', 'http://other.example/', 'ws://other.example/', 'wss://other.example/'];
  expect(await results(config, ...urls)).toEqual([3, 4, 5, latest ? 20 : 5, 1]);
});

it('urls are mapped by their beginning, after data was appended', launched('PL-4'), async () => {
  const server = peer();
  const app = await launch('app', { config: { map: [`wss://prod.example/v1=${server.url}`] } });
  await app.page.call('connectWith', { url: 'wss://prod.example/v1/close', data: { a: 1 } });
  await waitFor('close');
  expect(server.received.find((record) => record.event === 'handshake').path).toBe('/close?a=1');
});

it.each([['reject'], ['ignore']])('single=%s: what a second connect does', launched('CS-7'), async (single) => {
  const app = await launch('app', { config: { single } });
  const { url } = peer();
  await app.page.call('connectTwice', url);
  await waitFor('close');
  const code = latest ? 3 : 2;
  expect(app.page.data.told).toEqual(single === 'reject' ? [`fail ${code}`, `complete ${code}`] : []);
});
