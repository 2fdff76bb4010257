Page({ onLoad() { console.log(my.getAppIdSync()); } });
