Page({
  onLoad({ api }) {
    for (const size of [1024, 1025]) {
      my.request({
        url: `${api}/http/answer?size=${size}`,
        dataType: 'text',
        success: ({ data }) => console.log(data.length),
        fail: ({ error, errorMessage }) => console.log(error, errorMessage),
      });
    }
  },
});
