const make = (server) => my.connectSocket({ url: `${server.url}/echo`, multiple: true });

it('leaves a task', async () => {
  const task = make(peer());
  task.onOpen(() => {});
  await waitFor('task 1 open');
});

it('leaves nothing, though its listeners were not removed', async () => {
  const task = make(peer());
  task.onMessage(() => {});
  task.onOpen(() => task.send({ data: 'hi' }));
  await waitFor('task 2 message hi');
  await task.close();
  await expectEvents([
    'task 2 connectSocket success', 'task 2 open', 'task 2 send success', 'task 2 message hi', 'task 2 close success',
    'task 2 close 1000',
  ]);
});
