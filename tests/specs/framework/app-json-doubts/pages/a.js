Page({ onLoad() { console.log('a'); } });
