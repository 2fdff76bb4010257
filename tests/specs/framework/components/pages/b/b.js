console.log('page b');Page({});
