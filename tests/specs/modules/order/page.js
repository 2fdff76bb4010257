import './first.mjs';
import second from './second';
import { third } from './third.mjs';
import './fourth';
console.log('page', second, third);
