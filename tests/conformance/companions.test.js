// FW-8: the companions of the socket calls that need neither a screen nor a server.

const companions = { clauses: ['FW-8'] };

afterEach(() => { my.clearStorageSync(); });

it('stored values are copies, and the same for both kinds of calls', companions, async () => {
  const data = { list: [1, '中'], nothing: null };
  expect(my.setStorageSync({ key: 'k', data }).success).toBe(true);
  data.list.push(2);
  const stored = my.getStorageSync({ key: 'k' });
  expect(stored).toEqual({ data: { list: [1, '中'], nothing: null }, success: true });
  stored.data.list.push(3);
  expect((await my.getStorage({ key: 'k' })).data.list).toEqual([1, '中']);
  await my.removeStorage({ key: 'k' });
  expect(my.getStorageSync({ key: 'k' }).data).toBe(null);
});

it('storage tells its keys and its limits', companions, async () => {
  await my.setStorage({ key: 'b', data: 'x' });
  my.setStorageSync({ key: 'a', data: 1 });
  const { keys, limitSize } = await my.getStorageInfo();
  expect([...keys].sort()).toEqual(['a', 'b']);
  expect(limitSize).toBe(10240);
  expect(my.setStorageSync({ key: 'long', data: 'x'.repeat(205000) })).toMatchObject({ error: 14 });
  await expect(my.setStorage({ key: '', data: 1 })).rejects.toMatchObject({ error: 2 });
  await my.clearStorage();
  expect(my.getStorageInfoSync().keys).toEqual([]);
});

it('base64 and bytes become each other', companions, () => {
  const bytes = Uint8Array.from([0, 1, 254, 255]);
  expect(my.arrayBufferToBase64(bytes.buffer)).toBe('AAH+/w==');
  expect(new Uint8Array(my.base64ToArrayBuffer('AAH+/w=='))).toEqual(bytes);
});

it('the phone is the same for both kinds of calls', companions, async () => {
  const info = my.getSystemInfoSync();
  expect(await my.getSystemInfo()).toEqual(info);
  expect(info.windowHeight < info.screenHeight).toBe(true);
  expect(['iOS', 'Android']).toContain(my.env.platform);
});

it('a code to log in with is given in advance', { clauses: ['FW-8'], tags: ['needs:launch'] }, async () => {
  answer('getAuthCode', 'code-1');
  const result = { authSuccessScopes: ['auth_base'], authErrorScopes: {} };
  expect(await my.getAuthCode({ scopes: 'auth_base' })).toEqual({ authCode: 'code-1', ...result });
  expect(await my.getAuthCode()).toMatchObject(result);
});
