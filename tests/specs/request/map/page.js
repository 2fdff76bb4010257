Page({
  async onLoad() {
    const { data } = await my.request({ url: 'https://the.app/api/http/echo', data: { a: 1 } });
    console.log(data.method, data.path);
    const refused = await my.request({ url: 'http://the.app/' }).catch((error) => error);
    console.log(refused.error, refused.errorMessage);
  },
});
