import axios from 'axios';
import adapter from 'axios-miniprogram-adapter';

const out = (...words) => console.log('OUT', ...words);

Page({
  async onLoad({ port }) {
    const api = axios.create({ baseURL: `http://127.0.0.1:${port}`, adapter, headers: { 'X-Token': 't-1' } });
    api.interceptors.response.use(({ status, data }) => ({ status, data }));
    const failed = (promise) => promise.then(() => 'succeeded', ({ message, code }) => `${message} (${code})`);
    const posted = await api.post('/echo', { name: '张三' });
    out(posted.status, JSON.stringify(posted.data));
    out(JSON.stringify((await api.get('/echo', { params: { q: 'a b', n: [1, 2] } })).data));
    out(JSON.stringify((await api.get('/moved')).data));
    out((await api.get('/packed')).data.packed.length);
    out(await failed(api.get('/denied')));
    out(await failed(api.get('/slow', { timeout: 100 })));
    const { token, cancel } = axios.CancelToken.source();
    setTimeout(() => cancel('enough'), 20);
    out(await api.get('/slow', { cancelToken: token }).catch((error) => `cancelled: ${axios.isCancel(error)} ${error.message}`));
    out('done');
  },
});
