import './second';
import inner from './inner';
console.log('third', inner);
export const third = 3;
