Page({
  onLoad({ peer }) {
    const { task: old } = getApp();
    const own = my.connectSocket({ url: peer + '/echo', multiple: true });
    own.onOpen(async () => {
      await old.send({ data: 'nobody hears the answer' });
      console.log('sent over the task of a, which is', old.readyState);
      await own.send({ data: 'own' });
    });
    own.onMessage((res) => {
      console.log('b hears', res.data.data);
      old.close();
      own.close();
    });
    own.onClose((res) => console.log('b hears the close', res.code));
  },
});
