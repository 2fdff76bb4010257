// How the echo sample behaves, from the outside: a page is launched, driven and watched.

describe('the echo sample', () => {
  it('hears what it sent, and closes', clause('EV-4', 'SM-1'), async () => {
    const server = peer();
    const app = await launch('../echo', { query: { server: `${server.url}/echo` } });
    await waitFor('close');
    expect(app.page.route).toBe('pages/index/index');
    expect(server.texts).toContain('hello, 世界');
  });
});

describe('my, from a test', () => {
  it('opens after success', clause('CS-2', 'EV-4'), async () => {
    const server = peer();
    my.connectSocket({ url: `${server.url}/echo` });
    await waitFor('open');
    my.sendSocketMessage({ data: 'hi' });
    await waitFor('message hi');
    my.closeSocket();
    await expectEvents([
      'connectSocket success', 'open', 'sendSocketMessage success', 'message hi', 'closeSocket success', 'close 1000',
    ]);
  });

  it('gives up when the server does not answer in time', clause('CS-4'), async () => {
    const server = peer();
    my.connectSocket({ url: `${server.url}/stall?at=upgrade`, timeout: 200 });
    await expectEvents(['connectSocket success', 'error 6', 'close 1006'], { never: ['open'] });
    expect(clock.now()).toBeGreaterThanOrEqual(200);
  });
});
