import { there, gone } from './module';
console.log(there, gone);
