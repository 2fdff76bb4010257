Page({
  onLoad({ peer }) {
    const seen = [];
    my.onSocketMessage((res) => seen.push(res));
    my.onSocketMessage((res) => seen.push(res));
    my.onSocketClose(() => console.log(seen[0] === seen[1], seen[1] === seen[2], seen[2] === seen[3]));
    my.connectSocket({ url: peer + '/push?n=2&text=same&close=1000' });
  },
});
