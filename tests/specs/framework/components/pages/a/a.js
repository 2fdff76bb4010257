console.log('page a');Page({ onLoad() { console.log('onLoad'); } });
