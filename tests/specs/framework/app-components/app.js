console.log('app.js'); App({ onLaunch() { console.log('onLaunch'); } });
