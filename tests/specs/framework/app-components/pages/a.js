console.log('page'); Page({});
