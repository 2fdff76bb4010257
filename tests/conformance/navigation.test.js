// FW-6: the page stack.

const index = 'pages/index/index';
const other = 'pages/other/other';
const launched = { tags: ['needs:launch'], clauses: ['FW-6'] };

it('a page that is covered is hidden, and shown when the other one is left', launched, async () => {
  const app = await launch('app');
  const first = app.page.instance;
  first.data.order.length = 0;
  await app.navigate(`/${other}?id=1`);
  expect(first.data.order).toEqual(['onHide']);
  await app.page.call('back');
  expect(app.pages).toEqual([index]);
  expect(first.data.order).toEqual(['onHide', 'onShow']);
});

it('ten pages may be open, not more', launched, async () => {
  const app = await launch('app');
  for (let depth = 2; depth <= 10; depth += 1) await app.navigate(`/${other}`);
  expect(app.pages).toHaveLength(10);
  await expect(app.navigate(`/${other}`)).rejects.toBeDefined();
  expect(app.pages).toHaveLength(10);
});

it('getCurrentPages() is a copy, the last one is shown', launched, async () => {
  const app = await launch('app');
  await app.navigate(`/${other}`);
  const pages = app.page.instance.pages();
  expect(pages.map((page) => page.route)).toEqual([index, other]);
  pages.length = 0;
  expect(app.pages).toHaveLength(2);
});

describe('with a tab bar', () => {
  let app;
  let log;
  // What the pages are told while `my[how]({ url })` runs.
  const told = async (how, url) => {
    log.splice(0);
    await app.page.call('go', [how, url]);
    return log;
  };
  beforeEach(async () => {
    app = await launch('programs/tabs');
    ({ log } = app.app);
  });

  it('redirectTo takes the place of the page that is shown', launched, async () => {
    await told('navigateTo', 'item?n=1');
    expect(await told('redirectTo', 'item?n=2'))
      .toEqual(['item onUnload', 'item onLoad {"n":"2"}', 'item onShow', 'item onReady']);
    expect(app.pages).toEqual(['pages/home', 'pages/item']);
  });

  it('switchTab keeps tabs, and unloads what is none', launched, async () => {
    expect(await told('switchTab', '/pages/mine')).toEqual(['home onHide', 'mine onLoad {}', 'mine onShow', 'mine onReady']);
    expect(await told('switchTab', '/pages/home')).toEqual(['mine onHide', 'home onShow']);
    await told('navigateTo', '/pages/item');
    expect(await told('switchTab', '/pages/home')).toEqual(['item onUnload', 'home onShow']);
    expect(app.pages).toEqual(['pages/home']);
  });

  it('reLaunch unloads everything', launched, async () => {
    await told('navigateTo', '/pages/item');
    expect(await told('reLaunch', '/pages/item?n=3'))
      .toEqual(['item onUnload', 'home onUnload', 'item onLoad {"n":"3"}', 'item onShow', 'item onReady']);
    expect(app.pages).toEqual(['pages/item']);
  });

  it.each([
    ['navigateTo', '/pages/mine'], ['redirectTo', '/pages/mine'], ['switchTab', '/pages/item'], ['navigateTo', '/pages/none'],
    ['navigateTo', ''],
  ])('%s of %s fails, and nothing changes', launched, async (how, url) => {
    log.splice(0);
    const result = await app.page.call('go', [how, url]);
    expect(result).toEqual({ error: 1, errorMessage: expect.any(String) });
    expect(log).toEqual([]);
    expect(app.pages).toEqual(['pages/home']);
  });
});
