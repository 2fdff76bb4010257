let app;
beforeEach(async () => {
  app = await launch('app');
});

async function add(name) {
  await app.page.fire('input', '#name', { value: name });
  return app.page.tap('#add');
}

it('types, taps and reads', async () => {
  expect(app.page.find('#head')).toMatchObject({ exists: true, tag: 'view', id: 'head', text: '0 things', classes: ['head'] });
  expect(await add('milk')).toBe(1);
  expect(await add('茶')).toBe(2);
  expect(app.page.find('#head').text).toBe('2 things');
  expect(app.page.find('#head').classes).toEqual(['head', 'full']);
  expect(app.page.findAll('.item text').map((item) => item.text)).toEqual(['milk', '茶']);
  expect(app.page.find('.item:nth(2)').dataset).toEqual({ index: 1, item: { title: '茶' } });
  expect(app.page.find('#name').attributes).toMatchObject({ value: '', placeholder: 'what?' });
  await app.page.tap('.item:nth(1) .remove');
  expect(app.page.findAll('.item text').map((item) => item.text)).toEqual(['茶']);
});

it('makes the event of the element', async () => {
  await add('milk');
  const event = await app.page.tap('.item text');
  expect(event).toEqual({
    type: 'tap',
    timeStamp: Date.now(),
    target: {
      id: '', tagName: 'text', dataset: { index: 0, item: { title: 'milk' } }, targetDataset: {},
    },
    currentTarget: { id: '', tagName: 'view', dataset: { index: 0, item: { title: 'milk' } } },
    detail: {},
  });
});

it('waits for what a handler promises, and throws what it throws', async () => {
  expect(await app.page.tap('#late')).toBe('late');
  await expect(app.page.tap('#broken')).rejects.toThrow('broken handler');
});

it('knows what is not there', async () => {
  expect(app.page.find('.item')).toEqual({ exists: false, tag: '', id: '', text: '', classes: [], dataset: {}, attributes: {} });
  expect(app.page.findAll('.item')).toEqual([]);
  await expect(app.page.tap('.item')).rejects.toThrow('`.item` is not on page pages/index/index now: this a:for has no items');
  await expect(app.page.tap('#nothing')).rejects.toThrow('nothing handles `tap` of `#nothing`');
  expect(() => app.page.tap('a:b')).toThrow('there is :nth(1)');
  expect(() => app.page.find()).toThrow("find: write page.find('#send')");
  expect(await app.page.tap('#add')).toBeUndefined();
  expect(app.page.data.items).toEqual([]);
});
