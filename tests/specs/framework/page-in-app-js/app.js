App({});
Page({ onLoad() { console.log("never"); } });
