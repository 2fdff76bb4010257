it('leaves a request behind', () => {
  my.request({ url: `${peer().httpUrl}/stall?at=tcp` });
});

it('leaves none', async () => {
  const task = my.request({ url: `${peer().httpUrl}/stall?at=tcp` });
  task.abort();
  await expect(task).rejects.toMatchObject({ error: 20 });
});
