// An API as Node serves it: keep-alive by default, chunks, gzip, statuses, a redirect, and an answer that never comes
const http = require('http'), zlib = require('zlib');
const json = (res, value, status = 200) => { res.writeHead(status, { 'Content-Type': 'application/json' }); res.end(JSON.stringify(value)); };
const srv = http.createServer((req, res) => {
  let body = '';
  req.on('data', (part) => { body += part; });
  req.on('end', () => {
    console.log(req.method, req.url);
    const { pathname } = new URL(req.url, 'http://h');
    if (pathname === '/slow') return;
    if (pathname === '/moved') { res.writeHead(302, { Location: '/echo?moved' }); res.end(); return; }
    if (pathname === '/denied') { json(res, { why: 'no token' }, 401); return; }
    if (pathname === '/packed') {
      res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      const packed = zlib.gzipSync(JSON.stringify({ packed: 'x'.repeat(20000) }));
      res.write(packed.subarray(0, 10));
      setTimeout(() => res.end(packed.subarray(10)), 20);
      return;
    }
    json(res, { method: req.method, url: req.url, body, type: req.headers['content-type'], token: req.headers['x-token'] });
  });
});
srv.listen(0, '127.0.0.1', () => console.log('LISTENING ' + srv.address().port));
