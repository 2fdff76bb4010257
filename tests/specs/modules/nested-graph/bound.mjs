import { page } from './page';
console.log(page);
