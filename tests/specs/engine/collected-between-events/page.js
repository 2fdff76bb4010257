// A small program makes too little garbage for a collection of its own accord.
const garbage = new WeakRef({});
const kept = {};
const reference = new WeakRef(kept);
console.log('in the turn that made it', garbage.deref() !== undefined);
setTimeout(() => console.log('in the next one', garbage.deref() !== undefined, reference.deref() === kept), 1);
