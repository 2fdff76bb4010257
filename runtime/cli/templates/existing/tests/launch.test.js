// The mini-program is launched as it stands. What it asks of a phone that minihost lacks can be put in its place:
// mock('getSystemInfo', (options) => options.success({ platform: 'Android' })).
describe('the mini-program', () => {
  it('opens its first page', async () => {
    const app = await launch('..');
    expect(app.pages).toHaveLength(1);
  });
});
