import compiled, { name } from './compiled';
import plain from './plain';
import node from './node.mjs';
import * as all from './compiled';
console.log(compiled, name, plain, node, all.default, all.name);
require('./consumer');
console.log(require('./named.mjs'), Object.keys(require('./defaulted.mjs')), require('./defaulted.mjs') === require('./defaulted.mjs'));
