Page({
  onLoad({ api }) {
    my.request({
      url: `${api}/http/echo`,
      method: 'POST',
      headers: { Host: 'evil', 'content-type': 'text/plain' },
      data: { a: 1 },
      timeout: 90000,
      dataType: 'xml',
      success: ({ data }) => console.log(JSON.parse(data).body),
    });
  },
});
