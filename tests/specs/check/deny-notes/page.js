console.log('ws://prod.example');
