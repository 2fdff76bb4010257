module.exports = { default: 'a member' };
