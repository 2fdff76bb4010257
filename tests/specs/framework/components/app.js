console.log('app');App({});
