export function helper() { my.offSocketError(); }
my.onSocketOpen(console.log);
