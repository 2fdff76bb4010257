// SM-1, EV-4: messages of all sizes arrive whole, in both directions.

let server;
beforeEach(() => { server = peer(); });
afterEach(() => { my.offSocketMessage(); });

it.each([[0], [125], [126], [65535], [65536], [70000], [1000000]])('%i characters come back', clause('SM-1', 'EV-4'), async (length) => {
  const heard = fn();
  my.onSocketMessage(heard);
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  const text = 'x'.repeat(length);
  await my.sendSocketMessage({ data: text });
  await waitFor(() => heard.mock.calls.length === 1);
  expect(heard.mock.lastCall[0].data === text).toBe(true);
  await my.closeSocket();
  await waitFor('close');
});
