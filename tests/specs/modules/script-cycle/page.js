import { read } from './script';
export function early() { return 'hoisted'; }
export const late = 'assigned';
console.log('page', read());
