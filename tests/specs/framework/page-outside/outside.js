console.log("never"); Page({})
