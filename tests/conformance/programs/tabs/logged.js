// Options of a page that notes what it is told.
module.exports = (name) => {
  const options = {
    onLoad(query) { getApp().log.push(`${name} onLoad ${JSON.stringify(query)}`); },
    go({ detail: [how, url] }) { return my[how]({ url }).catch((error) => error); },
  };
  for (const hook of ['onShow', 'onReady', 'onHide', 'onUnload']) {
    options[hook] = () => { getApp().log.push(`${name} ${hook}`); };
  }
  return options;
};
