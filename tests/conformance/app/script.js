module.exports = { name: 'script' };
