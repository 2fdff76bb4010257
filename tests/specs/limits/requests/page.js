Page({
  onLoad({ api }) {
    my.request({ url: api + '/http/answer', dataType: 'text', success: ({ status }) => console.log(status) });
    my.request({ url: api + '/stall?at=tcp' });
    my.request({ url: api + '/http/answer', dataType: 'text', success: () => console.log('never') });
  },
});
