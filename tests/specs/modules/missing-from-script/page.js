import { there, gone } from './script';
console.log(there, gone);
