Page({
  onLoad() {
    my.sendSocketMessage({ data: 'x', fail: (res) => console.log('fail ' + res.error) });
    my.sendSocketMessage({ data: 'x', complete: (res) => console.log('complete ' + res.error) });
    my.sendSocketMessage({ data: 'x' }).catch((res) => console.log('caught ' + res.error));
  },
});
