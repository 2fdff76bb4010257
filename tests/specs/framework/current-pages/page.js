Page({
  onLoad() {
    const pages = getCurrentPages();
    console.log(pages.length + ', this page: ' + (pages[pages.length - 1] === this) + ', route ' + pages[0].route);
    pages.pop();
    console.log('still ' + getCurrentPages().length);
  },
});
