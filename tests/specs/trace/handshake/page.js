Page({
  onLoad({ peer }) {
    my.connectSocket({
      url: peer + '/refuse?status=401#fragment',
      data: { b: 'x y', a: { deep: [1] }, none: null, n: 1.5 },
      header: { 'X-Number': 1, 'X-Boolean': false, Authorization: 'Bearer secret', Cookie: 'a=secret' },
      protocols: ['v1', 'v2'],
    });
  },
});
