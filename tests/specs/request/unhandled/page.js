Page({
  async onLoad({ api }) {
    const { data } = await my.request({ url: `${api}/http/answer?status=404&body=nope` });
    console.log(data);
  },
});
