// What the declarations must accept, and what they must refuse: an expected error that does not come is an error.

Page({
  data: { count: 0, list: [] as string[] },
  onLoad(query) {
    const name: string = query.name;
    this.setData({ count: this.data.count + 1, 'list[0]': name });
    this.show(name);
    // @ts-expect-error `count` is a number
    const text: string = this.data.count;
    // @ts-expect-error and stays one
    this.setData({ count: text });
    // @ts-expect-error `show` takes one text
    this.show(1);
  },
  show(text: string) {
    this.task = text;
    return this.route;
  },
});

App({
  globalData: { user: '' },
  onLaunch({ query }) {
    this.globalData.user = query.user;
    // @ts-expect-error a text
    this.globalData.user = 1;
  },
});

my.connectSocket({ url: 'ws://a' });
// @ts-expect-error no url
my.connectSocket({});
my.onSocketMessage(({ data, isBuffer }) => console.log(data, isBuffer));
// @ts-expect-error there is no such field
my.onSocketClose(({ status }) => console.log(status));
my.sendSocketMessage({ data: 'x' }).then(() => {}, (failure) => console.log(failure.error));
my.sendSocketMessage({ data: 'x', fail: ({ error, errorMessage }) => console.log(error.toFixed(), errorMessage.length) });

it('is typed', clause('CS-1'), async () => {
  const app = await launch('./app', { config: { profile: 'latest' } });
  // @ts-expect-error no such profile
  await launch('./app', { config: { profile: 'newest' } });
  expect(app.page.route).toBe('pages/index/index');
  const shown: string = app.page.find('.item').text + app.page.findAll('.item').map((item) => item.dataset.id).join();
  await app.page.tap('#send');
  await app.page.fire('input', '#name', { value: shown });
  const mock = { scan: { success: {}, after: 5 }, getLocation: [{ fail: { error: 10 } }], isIDE: { value: true } };
  await launch('./app', { launchQuery: { from: 'card' }, config: { mock } });
  // @ts-expect-error an answer has a code
  await launch('./app', { config: { mock: { scan: { fail: {} } } } });
  // @ts-expect-error no such matcher
  expect(1).toBeOne();
  const { at } = await waitFor('open');
  expect(at).toBeGreaterThan(0);
});

const socketTask = my.connectSocket({ url: 'ws://a', multiple: true });
socketTask.onMessage(({ data, message, isBuffer }) => console.log(data.socketTaskID.length, data.data, message, isBuffer));
socketTask.onClose(({ code, data: { reason } }) => console.log(code.toFixed(), reason.length));
socketTask.send({ data: 'x' }).then(() => socketTask.close({ code: 4000 }));
const open: boolean = socketTask.readyState === 1;
// @ts-expect-error read only
socketTask.readyState = 3;
// @ts-expect-error the single connection has no task
my.connectSocket({ url: 'ws://a' }).send({ data: 'x' });
// @ts-expect-error no such field
socketTask.onOpen(({ code }) => console.log(code, open));
