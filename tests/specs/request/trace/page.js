Page({
  onLoad({ api }) {
    my.request({
      url: `${api.replace('//', '//user:pass@')}/http/redirect?status=307&to=/http/answer%3Fbody%3Dhi`,
      method: 'POST',
      data: { name: 'ann' },
      headers: { Cookie: 'a=secret' },
      dataType: 'text',
    });
  },
});
