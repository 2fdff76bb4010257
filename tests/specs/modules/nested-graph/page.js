import './script';
import './later.mjs';
export const page = 1;
console.log('page');
