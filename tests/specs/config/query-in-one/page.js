Page({ onLoad(query) { console.log(JSON.stringify(query)); } });
