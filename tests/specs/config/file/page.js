Page({
  data: { user: {} },
  onLoad(query) {
    console.log(JSON.stringify(query.text) + ' ' + JSON.stringify(this.data.user));
    my.onSocketOpen((res) => console.log('header: ' + typeof res.header));
    my.onSocketMessage((res) => console.log(res.data));
    my.connectSocket({ url: query.server });
  },
  onTap({ detail }) {
    console.log('onTap ' + JSON.stringify(detail));
  },
});
