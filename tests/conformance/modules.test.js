// FW-2: modules.

const launched = { tags: ['needs:launch'], clauses: ['FW-2'] };

it('ES modules, scripts and JSON mix', launched, async () => {
  const app = await launch('app');
  expect(app.page.data.modules).toEqual({ fromScript: 'script', fromModule: 'module', json: [1] });
});

it('a missing module is told with the line that asks for it', launched, async () => {
  const reason = await launch('programs/broken').catch((error) => String(error.message));
  expect(reason).toMatch(/no-such-module/);
  expect(reason).toMatch(/page\.js:2/);
});
