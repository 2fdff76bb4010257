// CL-1, CL-2: what may be said on closing.

const latest = minihost.profile === 'latest';
let server;
beforeEach(async () => {
  server = peer();
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
});

it.each([[1000], [3000], [4999]])('code %i may be sent', clause('CL-1'), async (code) => {
  await my.closeSocket({ code, reason: 'why' });
  await waitFor(`close ${code}`);
});

it.each([[999], [1001], [1005], [2999], [5000], [-1], [1000.5], ['text']])(
  'code %s is 1000 in classic, and refused in latest', clause('CL-1'), async (code) => {
    const closing = my.closeSocket({ code: /** @type {any} */ (code) });
    if (latest) {
      await expect(closing).rejects.toMatchObject({ error: 2 });
      await my.closeSocket();
    }
    await closing.catch(() => {});
    await waitFor('close 1000');
  });

const closeFrame = { tags: ['needs:peer'], clauses: ['CL-1'] };

it('a reason of 123 bytes may be sent', closeFrame, async () => {
  const reason = `${'é'.repeat(61)}x`;
  await my.closeSocket({ reason });
  await waitFor('close');
  expect(server.received.find((record) => record.event === 'close').reason).toBe(reason);
});

it('a longer one is cut between characters in classic, and refused in latest', closeFrame, async () => {
  const reason = 'é'.repeat(62);
  const closing = my.closeSocket({ reason });
  if (latest) {
    await expect(closing).rejects.toMatchObject({ error: 2 });
    await my.closeSocket();
    await waitFor('close');
  } else {
    await waitFor('close');
    expect(server.received.find((record) => record.event === 'close').reason).toBe('é'.repeat(61));
  }
});

it('the argument may be missing', closeFrame, async () => {
  await my.closeSocket();
  await waitFor('close 1000');
  expect(server.received.find((record) => record.event === 'close')).toMatchObject({ code: 1000, reason: '' });
});

it('messages that were sent before the close arrive, and no message comes after it', { tags: ['needs:peer'], clauses: ['SM-3', 'CL-1'] }, async () => {
  const late = fn();
  my.onSocketMessage(late);
  for (const data of ['a', 'b']) my.sendSocketMessage({ data });
  my.closeSocket();
  await waitFor('close');
  my.offSocketMessage(late);
  expect(server.texts).toEqual(['a', 'b']);
  expect(late).not.toHaveBeenCalled();
});

it('closing twice closes once', clause('CL-2', 'EV-5'), async () => {
  const closed = fn();
  my.onSocketClose(closed);
  await Promise.all([my.closeSocket(), my.closeSocket()]);
  await waitFor('close');
  await my.closeSocket();
  my.offSocketClose(closed);
  expect(closed).toHaveBeenCalledTimes(1);
});
