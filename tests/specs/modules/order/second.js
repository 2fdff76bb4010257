console.log('second'); module.exports = 2;
