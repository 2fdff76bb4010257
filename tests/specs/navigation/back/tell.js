const tell = (name) => ({
  onLoad(query) { console.log(name, "onLoad", JSON.stringify(query)); },
  onShow() { console.log(name, "onShow"); },
  onReady() { console.log(name, "onReady", getCurrentPages().map((page) => page.route).join(" > ")); },
  onHide() { console.log(name, "onHide"); },
  onUnload() { console.log(name, "onUnload"); },
});
module.exports = tell;
