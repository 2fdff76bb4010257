Page({ onLoad() { console.log('onLoad'); } });
