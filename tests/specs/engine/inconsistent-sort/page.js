const numbers = Array.from({ length: 200 }, (_, index) => index);
let flip = 0;
const shuffle = () => (flip = (flip * 7 + 3) % 11) - 5;
const complete = (list) => [...list].sort((a, b) => a - b).every((number, index) => number === index);
console.log(complete([...numbers].sort(shuffle)));
console.log(complete(numbers.toSorted(shuffle)));
console.log(complete(Uint8Array.from(numbers).sort(shuffle)));
console.log([3, undefined, 1, , 2].sort((a, b) => b - a), [3, 1, 2].sort(), Float32Array.of(3, 1, 2).toSorted((a, b) => b - a));
try { [1, 2].sort(() => { throw new Error('from the comparator'); }); } catch (error) { console.log(error.message); }
