console.log('inner'); module.exports = 'i';
