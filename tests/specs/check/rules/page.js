my.nope();
my.connectSocket({ url: 'ws://prod.example' });
my.offSocketOpen(() => {});
console.log('ws://prod.example');
