// How the page behaves, from the outside: it is launched beside the test, against a server that does as it is told.
describe('the page', () => {
  it('shows what the server answers', async () => {
    const server = peer();
    const app = await launch('..', { query: { server: `${server.url}/echo` } });
    await waitFor('close 1000');
    expect(server.texts).toEqual(['hello']);
    expect(app.page.data).toEqual({ status: 'closed with 1000', received: 'hello' });
  });

  it('tells that the server refused', async () => {
    const server = peer();
    const app = await launch('..', { query: { server: `${server.url}/refuse?status=503` } });
    await waitFor('close 1006');
    expect(app.page.data.received).toBe('');
  });
});
