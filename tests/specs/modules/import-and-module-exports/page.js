import mixed, { twice } from './mixed';
const again = require('./mixed');
console.log(mixed.name, twice(4), again === mixed, typeof require('./declares').default);
again.fail();
