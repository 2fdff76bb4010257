// SM-1, SM-2, EV-6: bytes in both directions, and data that is no text.

const latest = minihost.profile === 'latest';
let server;
let heard;
beforeEach(async () => {
  server = peer();
  heard = [];
  my.onSocketMessage((res) => heard.push(res));
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
});
afterEach(async () => {
  my.offSocketMessage();
  my.closeSocket();
  await waitFor('close');
});

// What comes back for `data`.
const echoed = async (options) => {
  const before = heard.length;
  await my.sendSocketMessage(options);
  await waitFor(() => heard.length > before);
  return heard[before];
};
const bytes = [...Array(256).keys()];
const base64 = `AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/w==`;
const binary = (data) => ({ data: latest ? Uint8Array.from(data).buffer : expect.any(String), isBuffer: true });

it('every byte, as an ArrayBuffer and as base64, which has no line breaks', clause('SM-1', 'EV-6'), async () => {
  for (const options of [{ data: Uint8Array.from(bytes).buffer }, { data: base64, isBuffer: true }]) {
    const res = await echoed(options);
    expect(res).toEqual(binary(bytes));
    if (!latest) expect(res.data).toBe(base64);
  }
});

it('a view sends exactly what it shows', clause('SM-1'), async () => {
  const { buffer } = Uint8Array.from([1, 2, 3, 4]);
  for (const data of [new Uint8Array(buffer, 1, 2), new DataView(buffer, 1, 2), new Uint8Array([0, 2, 3]).subarray(1)]) {
    const res = await echoed({ data });
    expect(res).toEqual(binary([2, 3]));
    if (!latest) expect(res.data).toBe('AgM=');
  }
});

it('an ArrayBuffer stays binary whatever isBuffer says', clause('SM-1'), async () => {
  expect(await echoed({ data: Uint8Array.from([7]).buffer, isBuffer: false })).toEqual(binary([7]));
});

it.each([[5, '5'], [0, '0'], [true, 'true'], [false, 'false'], [{ a: [1] }, '{"a":[1]}'], [[1], '[1]']])(
  '%j is sent as text', clause('SM-2'), async (data, text) => {
    expect(await echoed({ data })).toEqual({ data: text, isBuffer: false });
  });

it.each([[undefined], [null]])('%s is refused', clause('SM-2'), (data) =>
  expect(my.sendSocketMessage({ data })).rejects.toEqual({ error: 1, errorMessage: expect.any(String) }));

it('text comes back as it was, surrogate pairs too', clause('SM-1', 'SM-4'), async () => {
  expect(await echoed({ data: 'ä你😀\u0000' })).toEqual({ data: 'ä你😀\u0000', isBuffer: false });
  expect(await echoed({ data: 'a\udc00' })).toEqual({ data: 'a\ufffd', isBuffer: false });
});
