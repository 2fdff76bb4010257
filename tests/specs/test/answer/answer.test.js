it('answers dialogs in order', async () => {
  answer('confirm', false);
  answer('prompt', 'me');
  answer('confirm', true);
  answer('showActionSheet', 2);
  expect(await my.confirm()).toEqual({ confirm: false });
  expect(await my.confirm()).toEqual({ confirm: true });
  expect(await my.prompt()).toEqual({ ok: true, inputValue: 'me' });
  expect(await my.showActionSheet()).toEqual({ index: 2 });
  expect(await my.confirm()).toEqual({ confirm: true });
});

it('answers dialogs of launched programs', async () => {
  answer('prompt', false);
  const app = await launch('./app.js');
  await waitFor(() => app.page.data.answer);
  expect(app.page.data.answer).toEqual({ ok: false, inputValue: '' });
});

it('is misused', () => {
  expect(() => answer()).toThrow('answer: write');
  expect(() => answer('confirm')).toThrow('what is the answer?');
  expect(() => answer('confirm', 'yes')).toThrow('`my.confirm` cannot be answered with "yes": write true or false');
  expect(() => answer('alert', true)).toThrow('there is no dialog `my.alert` to answer');
});

it('fails: nothing asks', () => {
  answer('confirm', true);
});
