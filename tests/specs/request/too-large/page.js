Page({
  onLoad({ api }) {
    // One after the other: requests that are under way together may end in either order.
    const ask = (size, then) =>
      my.request({
        url: `${api}/http/answer?size=${size}`,
        dataType: 'text',
        success: ({ data }) => console.log(data.length),
        fail: ({ error, errorMessage }) => console.log(error, errorMessage),
        complete: then,
      });
    ask(1024, () => ask(1025));
  },
});
