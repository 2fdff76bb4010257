import { name } from '/lib/names';
console.log('app ' + name);
App({});
