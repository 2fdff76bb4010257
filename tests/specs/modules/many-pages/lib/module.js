import { count } from './counter';
import data from './data.json';
console.log('module');
export default () => [count(), data.list.length];
export { late } from './counter';
