console.log('counter');
let calls = 0;
exports.count = () => (calls += 1);
// Only when it is asked for: it throws.
exports.late = () => require('./throws');
