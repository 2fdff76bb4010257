my.login = () => Promise.resolve();
App({});
