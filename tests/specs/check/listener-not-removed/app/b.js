const page = { onLoad() { my.onSocketOpen(console.log); } };
Page(page);
