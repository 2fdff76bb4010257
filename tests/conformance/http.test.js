// FW-8: my.request.

const seen = { tags: ['needs:peer'], clauses: ['FW-8'] };
const launched = (...clauses) => ({ tags: ['needs:launch'], clauses: ['FW-8', ...clauses] });
let server;
beforeEach(() => { server = peer(); });

const url = (path) => `${server.httpUrl}${path}`;
const failure = (options) => my.request(options).then(() => { throw new Error('it succeeded'); }, (error) => error);
/** What the server was asked. */
const asked = async (options) => (await my.request({ url: url('/http/echo'), ...options })).data;
const answering = (steps, options) => peer({ route: [{ path: '*', steps }] }, options);
const answer = (body, headers = [], status = 200) => answering([{ do: 'respond', status, headers, body }]);

describe('what is asked', () => {
  it('GET, JSON and no data by default', seen, async () => {
    const { method, path, headers, body } = await asked({});
    expect([method, path, body]).toEqual(['GET', '/http/echo', '']);
    expect(headers).toMatchObject({ 'content-type': 'application/json', connection: 'close' });
    expect(headers.referer).toBeUndefined();
  });

  it('data of GET is the query, after the one that the url has', seen, async () => {
    const data = { 'ö&': 'x=y z', n: 2, list: [1], no: null, un: undefined };
    const { path } = await asked({ url: url('/http/echo?a=1#top'), data });
    expect(path).toBe('/http/echo?a=1&%C3%B6%26=x%3Dy%20z&n=2&list=%5B1%5D');
    expect((await asked({ url: url('/http/echo?a=1'), data: 'b=2&c=ö' })).path).toBe('/http/echo?a=1&b=2&c=%C3%B6');
  });

  it.each([['POST'], ['put'], ['DELETE']])('data of %s is the body, as JSON', seen, async (method) => {
    const data = { a: 1, b: ['中'] };
    const told = await asked({ method, data });
    expect(told).toMatchObject({ method: method.toUpperCase(), path: '/http/echo', body: JSON.stringify(data) });
    expect(told.headers['content-length']).toBe('19');
  });

  it.each([['headers'], ['header']])('a form, by the content type in %s', seen, async (option) => {
    const header = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const { body, headers } = await asked({ method: 'POST', [option]: header, data: { a: '1 2', b: '&=', c: null } });
    expect(body).toBe('a=1%202&b=%26%3D');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded; charset=utf-8');
  });

  it('the old name sends a form by default', seen, async () => {
    const options = { url: url('/http/echo'), method: 'POST', data: { a: '1 2' } };
    expect((await my.httpRequest(options)).data).toMatchObject({
      body: 'a=1%202', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await expect(my.httpRequest({ url: '' })).rejects.toMatchObject({ error: 2 });
  });

  it('texts are sent as they are, and bytes', seen, async () => {
    expect((await asked({ method: 'POST', data: 'a b=中' })).body).toBe('a b=中');
    const bytes = Uint8Array.from([9, 0, 255, 9]);
    expect((await asked({ method: 'POST', data: bytes.buffer })).body).toEqual({ base64: 'CQD/CQ==' });
    expect((await asked({ method: 'POST', data: bytes.subarray(1, 3) })).body).toEqual({ base64: 'AP8=' });
    expect((await asked({ method: 'POST', data: 7 })).body).toBe('7');
    expect((await asked({ method: 'POST' })).headers['content-length']).toBe('0');
  });

  it('headers are texts; those of the connection and Referer cannot be set', seen, async () => {
    const names = ['Referer', 'Host', 'Content-Length', 'Connection', 'Transfer-Encoding', 'Expect'];
    const header = Object.fromEntries(names.map((name) => [name, 'from-the-page']));
    const { headers } = await asked({ headers: { ...header, 'X-N': 7, Authorization: 'Bearer t' } });
    expect(JSON.stringify(headers)).not.toContain('from-the-page');
    expect(headers).toMatchObject({ 'x-n': '7', authorization: 'Bearer t' });
  });

  it.each([['a\r\nX-Evil: 1'], ['a\nb'], ['a\0b']])('a header with a line break or NUL is refused: %j', seen, async (value) => {
    expect(await failure({ url: url('/http/echo'), headers: { 'X-A': value } })).toMatchObject({ error: 2 });
    expect(server.received).toEqual([]);
  });

  it.each([
    ['no url', {}], ['an empty one', { url: '' }], ['no scheme', { url: 'h/x' }], ['ws:', { url: 'ws://h/' }],
    ['a large port', { url: 'http://h:99999/' }], ['a space', { url: 'http://h/ x' }], ['PATCH', { url: 'http://h/', method: 'PATCH' }],
    ['a function', { url: 'http://h/', data: () => 1, method: 'POST' }], ['bytes in a url', { url: 'http://h/', data: new ArrayBuffer(1) }],
  ])('2 for what cannot be asked: %s', seen, async (_, options) => {
    expect(await failure(options)).toMatchObject({ error: 2, errorMessage: expect.stringMatching(/^参数错误: ./) });
  });

  it('no argument makes it throw', { clauses: ['FW-8', 'CB-5'], tags: ['needs:peer'] }, async () => {
    const circle = {};
    circle.self = circle;
    const odd = [
      undefined, null, 'text', 7, [], { get url() { throw new Error('no'); } },
      { url: 'http://h/', data: circle, method: 'POST' }, { url: 'http://h/', headers: { get a() { throw new Error('no'); } } },
      { url: 'http://h/', dataType: { toString() { throw new Error('no'); } } }, { url: Symbol('s') },
    ];
    for (const options of odd) expect(await failure(options)).toMatchObject({ error: 2 });
  });
});

describe('what is answered', () => {
  it('data, status and headers, each by both names', seen, async () => {
    const { httpUrl } = answer('{"ok":true}', [['X-Name', 'a'], ['x-name', 'b'], ['Content-Type', 'application/json']], 201);
    const result = await my.request({ url: httpUrl });
    expect(result).toMatchObject({ data: { ok: true }, status: 201, statusCode: 201 });
    expect(result.headers).toMatchObject({ 'X-Name': 'a, b', 'Content-Type': 'application/json' });
    expect(result.header).toBe(result.headers);
    expect(Object.keys(result)).toEqual(['data', 'status', 'headers', 'statusCode', 'header']);
  });

  it.each([
    ['json', '[1]', [1]], ['JSON', '[1]', [1]], ['text', '[1]', '[1]'], ['base64', 'hi', 'aGk='], ['json_or_text', 'x', 'x'],
    ['json_or_text', '{}', {}],
  ])('dataType %s', seen, async (dataType, body, expected) => {
    expect((await my.request({ url: answer(body).httpUrl, dataType })).data).toEqual(expected);
  });

  it('an ArrayBuffer', seen, async () => {
    const { httpUrl } = answer({ hex: '00ff10' });
    const { data } = await my.request({ url: httpUrl, dataType: 'arraybuffer' });
    expect(data instanceof ArrayBuffer).toBe(true);
    expect([...new Uint8Array(data)]).toEqual([0, 255, 16]);
  });

  it.each([
    ['<html>', /no JSON, it begins with `<html>`/], ['', /it is empty/], ['\ufeff{}', /byte order mark/],
  ])('14 for JSON that is none: %j', seen, async (body, text) => {
    const { httpUrl } = answer(body, [['X-A', 'b']]);
    const failed = await failure({ url: httpUrl });
    expect(failed).toMatchObject({ error: 14, data: body, status: 200, headers: { 'X-A': 'b' } });
    expect(failed.errorMessage).toMatch(/^JSON parse data error: /);
    expect(failed.errorMessage).toMatch(text);
  });

  it('14 for a text that is no UTF-8', seen, async () => {
    const { httpUrl } = answer({ hex: '61ff' });
    expect(await failure({ url: httpUrl, dataType: 'text' })).toMatchObject({ error: 14, status: 200 });
    expect((await my.request({ url: httpUrl, dataType: 'base64' })).data).toBe('Yf8=');
  });

  it.each([[400], [404], [500], [503]])('19 for status %s, with what came', seen, async (status) => {
    const { httpUrl } = answer('{"why":"because"}', [['X-A', 'b']], status);
    const failed = await failure({ url: httpUrl });
    expect(failed).toMatchObject({ error: 19, status, statusCode: status, data: { why: 'because' }, headers: { 'X-A': 'b' } });
    expect(failed.errorMessage).toMatch(new RegExp(`^http status error: the server answered ${status}`));
  });

  it('19 for a page that says 404 in HTML', seen, async () => {
    expect(await failure({ url: answer('<h1>no</h1>', [], 404).httpUrl })).toMatchObject({ error: 19, data: '<h1>no</h1>' });
  });

  it('no body is no broken one', seen, async () => {
    expect(await my.request({ url: answer('', [], 204).httpUrl })).toMatchObject({ data: '', status: 204 });
    expect(await my.request({ url: answer('{}').httpUrl, method: 'HEAD' })).toMatchObject({ data: '', status: 200 });
  });

  it('chunks, compressed bodies, and bodies that end with the connection', seen, async () => {
    const chunked = await my.request({ url: url('/http/answer?size=1000&chunk=7'), dataType: 'text' });
    expect(chunked.data).toHaveLength(1000);
    const gzip = { base64: 'H4sIAAAAAAAC/6tWSlSyMqwFAK+sG1YHAAAA' };
    const packed = await my.request({ url: answer(gzip, [['Content-Encoding', 'gzip']]).httpUrl, dataType: 'text' });
    expect(packed.data).toBe('{"a":1}');
    const open = answering([{ do: 'raw', data: 'HTTP/1.1 200 OK\r\n\r\n[1,' }, { do: 'raw', data: '2]' }, { do: 'fin' }]);
    expect((await my.request({ url: open.httpUrl })).data).toEqual([1, 2]);
    expect(await failure({ url: answer('x', [['Content-Encoding', 'br']]).httpUrl })).toMatchObject({ error: 14 });
  });

  it('interim answers are passed over', seen, async () => {
    const { httpUrl } = answering([
      { do: 'raw', data: 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n' }, { do: 'respond', status: 200, body: '1' },
    ]);
    expect((await my.request({ url: httpUrl })).data).toBe(1);
  });

  it('20 for a body that is too large', seen, async () => {
    expect(await failure({ url: url('/http/answer?size=10485761') })).toMatchObject({ error: 20 });
    expect(await failure({ url: url('/http/answer?size=10485761&chunk=65536') })).toMatchObject({ error: 20 });
  });

  it.each([
    ['/http/cut', /50 bytes of the body are missing/], ['/fault/http/ssh', /not HTTP/],
   
  ])('12 for a broken answer: %s', seen, async (path, text) => {
    const failed = await failure({ url: url(path), dataType: 'text' });
    expect(failed).toMatchObject({ error: 12, errorMessage: expect.stringMatching(text) });
  });

  it('12 for a head that is no HTTP', seen, async () => {
    for (const data of ['HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nx', '\r\n\r\nno']) {
      const { httpUrl } = answering([{ do: 'raw', data }, { do: 'fin' }]);
      expect(await failure({ url: httpUrl })).toMatchObject({ error: 12 });
    }
  });

  it('12 for a server that hangs up, and one that is gone', seen, async () => {
    expect(await failure({ url: answering([{ do: 'fin' }]).httpUrl })).toMatchObject({ error: 12 });
    expect(await failure({ url: answering([{ do: 'reset' }]).httpUrl })).toMatchObject({ error: 12 });
    const gone = peer();
    gone.close();
    expect(await failure({ url: gone.httpUrl })).toMatchObject({ error: 12, errorMessage: expect.stringMatching(/refused/) });
  });

  it('an answer that comes before the whole body was taken counts', seen, async () => {
    const early = peer({ on_connect: [
      { do: 'await-bytes' }, { do: 'raw', data: 'HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}' }, { do: 'fin' },
    ] });
    expect(await failure({ url: early.httpUrl, method: 'POST', data: 'x'.repeat(4e6) })).toMatchObject({ error: 19, status: 413 });
  });
});

describe('time', () => {
  it('13 when the timeout passes, which names the stage', seen, async () => {
    const failed = await failure({ url: url('/http/answer?wait=5000'), timeout: 40 });
    expect(failed).toMatchObject({ error: 13, errorMessage: expect.stringMatching(/40 ms, while waiting for the response/) });
    const slow = answering([
      { do: 'raw', data: 'HTTP/1.1 200 OK\r\n\r\n' }, { do: 'raw', data: 'x' }, { do: 'stall' },
    ]);
    expect(await failure({ url: slow.httpUrl, timeout: 60 }))
      .toMatchObject({ error: 13, errorMessage: expect.stringMatching(/while receiving/) });
  });

  it('30 seconds by default, 60 at most', { ...seen, tags: ['needs:clock'], timeout: 200000 }, async () => {
    // A minute is too long to wait for on a real clock.
    if (clock.kind === 'real') return;
    const took = async (timeout) => {
      const before = clock.now();
      expect(await failure({ url: url('/stall?at=tcp'), timeout })).toMatchObject({ error: 13 });
      return clock.now() - before;
    };
    expect([await took(undefined), await took(-1), await took(90000)]).toEqual([30000, 30000, 60000]);
  });

  it('what app.json says under networkTimeout', launched('FW-1'), async () => {
    const app = await launch('programs/impatient');
    await app.page.call('request', url('/stall?at=tcp'));
    expect(app.page.data.failed).toMatchObject({ error: 13 });
    expect(app.page.data.failed.errorMessage).toMatch(/after 70 ms/);
  });

  it('abort: 20, once, and nothing comes of it', seen, async () => {
    const told = fn();
    const task = my.request({ url: url('/http/answer?wait=50&body=1'), success: told, fail: told, complete: told });
    task.abort();
    task.abort();
    expect(told).not.toHaveBeenCalled();
    await expect(task).rejects.toMatchObject({ error: 20 });
    expect(told.mock.calls.map(([result]) => result.error)).toEqual([20, 20]);
    await my.request({ url: url('/http/answer?wait=100&body=1') });
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('abort is a call of its own, which succeeds after the failure was told', seen, async () => {
    const told = [];
    const task = my.request({ url: url('/stall?at=tcp'), fail: () => told.push('fail') });
    const aborted = await task.abort({ success: () => told.push('success'), complete: () => told.push('complete') });
    expect(aborted).toEqual({ success: true });
    expect(told).toEqual(['fail', 'success', 'complete']);
  });

  it('abort after the end does nothing', seen, async () => {
    const task = my.request({ url: url('/http/echo') });
    await task;
    expect(await task.abort()).toEqual({ success: true });
    const failed = my.request({ url: '' });
    failed.abort();
    await expect(failed).rejects.toMatchObject({ error: 2 });
  });
});

describe('how it is told', () => {
  const callbacks = { clauses: ['FW-8', 'CB-1', 'CB-4'], tags: ['needs:peer'] };

  it('success, complete with the same object, promise; never in the stack of the call', callbacks, async () => {
    const told = [];
    const task = my.request({
      url: url('/http/echo'), success: (res) => told.push('success', res), fail: () => told.push('fail'),
      complete: (res) => told.push('complete', res),
    });
    expect(told).toEqual([]);
    const result = await task;
    expect([told[0], told[2], told.length]).toEqual(['success', 'complete', 4]);
    expect(told[1] === result && told[3] === result).toBe(true);
    expect('error' in result).toBe(false);
  });

  it('fail, complete with the same object, and a promise that counts as handled', callbacks, async () => {
    const told = [];
    my.request({ url: '', fail: (res) => told.push(res), complete: (res) => told.push(res) });
    await waitFor(() => told.length === 2);
    expect(told[0] === told[1]).toBe(true);
    expect(Object.keys(told[0])).toEqual(['error', 'errorMessage']);
  });

  it('headers come before the body, to those who listen', seen, async () => {
    const told = [];
    const slow = answering([{ do: 'respond', status: 200, headers: [['X-A', 'b']], body: '1', body_after_ms: 20 }]);
    const task = my.request({ url: slow.httpUrl, success: () => told.push('success') });
    const removed = () => told.push('removed');
    task.onHeadersReceived(removed);
    task.onHeadersReceived(({ headers }) => told.push(headers['X-A']));
    task.offHeadersReceived(removed);
    await task;
    expect(told).toEqual(['b', 'success']);
  });

  it('many at a time, each with its own answer', seen, async () => {
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => my.request({ url: url(`/http/answer?body=${n}`) })));
    expect(answers.map(({ data }) => data)).toEqual(numbers);
  });

  it('the task is a promise, and my needs no this', seen, async () => {
    const { request } = my;
    const task = request({ url: url('/http/echo') });
    expect(task instanceof Promise).toBe(true);
    expect(Object.keys(task)).toEqual([]);
    expect([typeof task.abort, typeof task.onHeadersReceived]).toEqual(['function', 'function']);
    await task;
    expect(my.canIUse('request.object.dataType') && my.canIUse('RequestTask.abort')).toBe(true);
  });
});

describe('redirects', () => {
  it.each([[301, 'GET'], [302, 'GET'], [303, 'GET'], [307, 'POST'], [308, 'POST']])('%s of a POST', seen, async (status, method) => {
    const told = await asked({ url: url(`/http/redirect?status=${status}`), method: 'POST', data: { a: 1 } });
    expect(told).toMatchObject({ method, body: method === 'GET' ? '' : '{"a":1}' });
  });

  it('five are followed, and no more', seen, async () => {
    expect((await asked({ url: url('/http/redirect?n=5') })).path).toBe('/http/echo');
    const failed = await failure({ url: url('/http/redirect?n=6') });
    expect(failed).toMatchObject({ error: 19, errorMessage: expect.stringMatching(/more than 5 redirects/) });
  });

  it('credentials stay with their server', seen, async () => {
    const headers = { Authorization: 'a', Cookie: 'c=1', 'X-A': 'x' };
    const other = peer();
    const away = await asked({ url: url(`/http/redirect?to=${other.httpUrl}/http/echo`), headers });
    expect([away.headers.authorization, away.headers.cookie, away.headers['x-a']]).toEqual([undefined, undefined, 'x']);
    const here = await asked({ url: url('/http/redirect'), headers });
    expect([here.headers.authorization, here.headers.cookie]).toEqual(['a', 'c=1']);
  });

  it('a redirect to nowhere is 19, one without a place an answer', seen, async () => {
    expect(await failure({ url: url('/http/redirect?to=ftp://h/') })).toMatchObject({ error: 19 });
    expect(await my.request({ url: url('/http/answer?status=302'), dataType: 'text' })).toMatchObject({ status: 302 });
  });
});

describe('policy', () => {
  const ask = async (config, options) => {
    const app = await launch('programs/asks', { config });
    await app.page.call('request', options);
    return app.page.data.failed || app.page.data.answered;
  };

  it('wss only: http: is refused, at once and after a redirect', launched('PL-1'), async () => {
    expect(await ask({ wssOnly: true }, url('/http/echo'))).toMatchObject({ error: 20 });
    expect(server.received).toEqual([]);
    const secure = answering([{ do: 'respond', status: 302, headers: [['Location', url('/http/echo')]] }], { tls: 'valid' });
    const failed = await ask({ wssOnly: true }, secure.httpUrl);
    expect(failed).toMatchObject({ error: 20, errorMessage: expect.stringMatching(/redirects there/) });
    expect(server.received).toEqual([]);
  });

  it('the list of domains, at once and after a redirect', launched('PL-2'), async () => {
    const refused = await ask({ allowDomain: ['example.com'] }, url('/http/echo'));
    expect(refused).toMatchObject({ error: 11, errorMessage: expect.stringMatching(/allow_domains/) });
    const config = { allowDomain: ['example.com'], map: [`https://example.com=${server.httpUrl}`] };
    const redirected = await ask(config, 'https://example.com/http/redirect?to=http://other.example/');
    expect(redirected).toMatchObject({ error: 11, errorMessage: expect.stringMatching(/other\.example.*redirects there/) });
  });

  it('urls are mapped, and redirects of theirs', launched('PL-4'), async () => {
    const config = { wssOnly: true, map: [`https://prod.example/v1=${server.httpUrl}`] };
    const answered = await ask(config, { url: 'https://prod.example/v1/http/echo', data: { a: 1 } });
    expect(answered.data.path).toBe('/http/echo?a=1');
    const away = await ask(config, 'https://prod.example/v1/http/redirect?to=/v1/http/echo');
    expect(away.data.path).toBe('/http/echo');
  });

  it('a good certificate', { tags: ['needs:peer'], clauses: ['FW-8', 'PL-3'] }, async () => {
    const { httpUrl } = peer({}, { tls: 'valid' });
    expect(httpUrl).toMatch(/^https:/);
    expect((await my.request({ url: `${httpUrl}/http/echo` })).status).toBe(200);
  });

  it.each([['expired'], ['wrong-host'], ['self-signed'], ['unknown-ca']])('a certificate that is %s is 19', {
    tags: ['needs:peer'], clauses: ['FW-8', 'PL-3'],
  }, async (tls) => {
    const { httpUrl } = peer({}, { tls });
    const failed = await failure({ url: `${httpUrl}/http/echo` });
    expect(failed).toMatchObject({ error: 19, errorMessage: expect.stringMatching(/certificate/) });
  });

  it('TLS that fails otherwise is 12', { tags: ['needs:peer'], clauses: ['FW-8', 'PL-3'] }, async () => {
    const { httpUrl } = peer({}, { tls: 'plain-http' });
    expect(await failure({ url: `${httpUrl}/http/echo` })).toMatchObject({ error: 12 });
  });
});

it('the event log has requests, without their secrets', { tags: ['needs:peer', 'needs:log'], clauses: ['FW-8'] }, async () => {
  await my.request({ url: url('/http/redirect'), headers: { Authorization: 'secret', Cookie: 'secret' } });
  const records = events().filter(({ kind }) => kind.startsWith('request.'));
  expect(records.map(({ kind }) => kind)).toEqual(
    ['request.send', 'request.response', 'request.send', 'request.response', 'request.end']);
  const { request, method, headers } = records[0].detail;
  expect(records.map(({ detail }) => detail.request)).toEqual(Array(5).fill(request));
  expect(method).toBe('GET');
  expect(headers).toEqual([['Authorization', '***'], ['Cookie', '***'], ['content-type', 'application/json']]);
});
