console.log('not this one');
Page({});
