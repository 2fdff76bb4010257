Page({
  onTap(event) {
    const { timeStamp, ...rest } = event;
    console.log(JSON.stringify(rest) + ', timeStamp is recent: ' + (Math.abs(Date.now() - timeStamp) < 10000));
    Promise.resolve().then(() => console.log('promise job of onTap'));
  },
  onInput({ detail }) {
    console.log('detail ' + JSON.stringify(detail));
  },
});
