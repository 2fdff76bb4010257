describe('done', () => {
  it('is called', (done) => { setTimeout(done, 5); });
  it('is called with null', (done) => { done(null); });
  it('is called with an error', (done) => { done(new Error('no')); });
  it('is called twice', (done) => { done(); done(); });
  it('is called again while the hooks run', (done) => { done(); Promise.resolve().then(() => done(new Error('late'))); });
  it('is taken by an async function', async (done) => { done(); });
  it('is called before the test throws', (done) => { done(); throw new Error('after done'); });
});
it('returns what has a then', () => ({ then(resolve, reject) { reject(new Error('rejected')); } }));
it('has a test inside', () => { it('is nested', () => {}); });
it('has a suite inside', () => { describe('is nested', () => {}); });
it('has a hook inside', () => { afterEach(() => {}); });
