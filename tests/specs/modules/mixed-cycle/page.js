import b from './b';
export const a = 1;
console.log('a', b);
