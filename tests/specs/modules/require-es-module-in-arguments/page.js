function add(a, b) { return a + b; }
console.log('value', require('./module').one);
console.log(add(10, require('./other').two));
setTimeout(() => console.log(1 + require('./third').three, 'later'), 0);
