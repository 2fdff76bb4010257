// FW-4, FW-8: what my.onAppShow and its kin tell, beside the functions of App.

const launched = (...clauses) => ({ tags: ['needs:launch'], clauses });
const names = (app) => app.app.heard.map(([name]) => name);

// Forgets what was heard so far.
const start = async (options) => {
  const app = await launch('programs/app-events.js', options);
  app.app.heard.splice(0);
  return app;
};

it('onAppShow hears of the start, after the app and before the page', launched('FW-4', 'FW-8'), async () => {
  const app = await launch('programs/app-events.js', { query: { a: '1' } });
  expect(names(app)).toEqual(['app.onLaunch', 'app.onShow', 'my.onAppShow', 'page.onShow']);
  const [, options] = app.app.heard[2];
  expect(options).toEqual({ path: 'app-events', query: { a: '1' }, scene: expect.any(Number), referrerInfo: {} });
});

it('onAppHide and onAppShow hear of the background, after the app', launched('FW-4', 'FW-8'), async () => {
  const app = await start();
  await app.hide();
  await app.show();
  expect(names(app)).toEqual(['page.onHide', 'app.onHide', 'my.onAppHide', 'app.onShow', 'my.onAppShow', 'page.onShow']);
  expect(app.app.heard[2]).toHaveLength(1);
  expect(app.app.heard[4][1]).toMatchObject({ path: 'app-events', query: {} });
});

it('onError gets the message and the stack, as App.onError does', launched('FW-4', 'FW-8'), async () => {
  const app = await start({ allowErrors: true });
  await app.page.call('throwLater');
  await waitFor(() => names(app).includes('my.onError again'));
  expect(names(app)).toEqual(['app.onError', 'my.onError', 'my.onError again']);
  for (const [, message, stack] of app.app.heard) {
    expect(message).toBe('RangeError: late');
    expect(stack).toMatch(/^RangeError: late\n {4}at late \(app-events\.js:\d+:\d+\)/);
  }
});

it('onUnhandledRejection gets the reason itself and the promise, as App\'s does', launched('FW-4', 'FW-8'), async () => {
  const app = await start({ allowErrors: true });
  await app.page.call('rejectLater');
  await waitFor(() => names(app).includes('my.onUnhandledRejection'));
  expect(names(app)).toEqual(['app.onUnhandledRejection', 'my.onUnhandledRejection']);
  for (const [, rejection] of app.app.heard) {
    expect(rejection.reason).toBe(app.page.instance.reason);
    expect(rejection.promise).toBe(app.page.instance.promise);
  }
});

it('onPageNotFound hears what App.onPageNotFound hears', launched('FW-4', 'FW-8'), async () => {
  const app = await start();
  await app.navigate('/pages/none?x=%20').catch(() => {});
  const missing = { path: 'pages/none', query: { x: ' ' }, isEntryPage: false };
  expect(app.app.heard).toEqual([['app.onPageNotFound', missing], ['my.onPageNotFound', missing]]);
});

it('a listener that throws stops no other, and is not told of its own error', launched('CB-3', 'FW-8'), async () => {
  const app = await start({ allowErrors: true });
  await app.page.call('throwInListener');
  await app.page.call('throwLater');
  await waitFor(() => names(app).includes('after it'));
  expect(names(app)).toEqual(['app.onError', 'my.onError', 'my.onError again', 'after it']);
});

it('a listener that rejects a promise is not told of it', launched('CB-3', 'FW-8'), async () => {
  const app = await start({ allowErrors: true });
  await app.page.call('rejectInListener');
  await app.page.call('rejectLater');
  await waitFor(() => names(app).includes('my.onUnhandledRejection'));
  await app.hide();
  expect(names(app).filter((name) => name.endsWith('onUnhandledRejection'))).toHaveLength(2);
});

it('off removes one listener, or all', launched('EV-2', 'FW-8'), async () => {
  const app = await start({ allowErrors: true });
  await app.page.call('removeOne');
  await app.page.call('removeAll');
  await app.hide();
  await app.show();
  await app.page.call('throwLater');
  await app.navigate('/pages/none').catch(() => {});
  await waitFor(() => names(app).includes('app.onError'));
  expect(names(app).filter((name) => name.startsWith('my.'))).toEqual([]);
});

it('what is no function is ignored', launched('CB-5', 'FW-8'), async () => {
  const app = await start();
  await app.page.call('misuse');
  await app.hide();
  expect(names(app)).toEqual(['page.onHide', 'app.onHide', 'my.onAppHide']);
});

it('a program has an id', { clauses: ['FW-8'] }, () => {
  expect(my.getAppIdSync()).toEqual({ appId: expect.stringMatching(/^[0-9A-Za-z_.-]+$/) });
});
