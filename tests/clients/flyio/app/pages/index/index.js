const Fly = require('../../lib/fly');

const out = (...words) => console.log('OUT', ...words);

Page({
  async onLoad({ port }) {
    const fly = new Fly();
    fly.config.baseURL = `http://127.0.0.1:${port}`;
    fly.interceptors.request.use((request) => { request.headers['X-Token'] = 't-1'; return request; });
    const failed = (promise) => promise.then(() => 'succeeded', ({ status, message }) => `${status} ${message}`);
    out(JSON.stringify((await fly.post('/echo', { name: '张三' })).data));
    out(JSON.stringify((await fly.post('/echo', 'a=1&b=2')).data));
    out(JSON.stringify((await fly.get('/echo', { q: 'a b' })).data));
    out(JSON.stringify((await fly.get('/moved')).data));
    out((await fly.get('/packed')).data.packed.length);
    out(await failed(fly.get('/denied')));
    out(await failed(fly.get('/slow', null, { timeout: 100 })));
    out('done');
  },
});
