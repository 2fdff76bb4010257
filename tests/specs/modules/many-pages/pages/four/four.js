console.log('four');
Page({ data: { text: 'require("./nothing")' }, onLoad() { require('./never'); } });
