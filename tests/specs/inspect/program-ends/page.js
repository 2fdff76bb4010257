Page({ onUnload() { console.log('unloaded'); } });
