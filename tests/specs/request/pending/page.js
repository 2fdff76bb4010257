Page({
  onLoad({ api }) {
    my.request({ url: `${api}/stall?at=tcp` });
  },
});
