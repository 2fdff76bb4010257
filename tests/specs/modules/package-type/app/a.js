// The project's own files are told apart by what is in them, whatever its package.json says.
import { kinds, whole, nested, typeless } from 'modern';
import { isStrict } from 'scripts';
import es from 'scripts/es';

console.log(kinds.join(), Object.keys(whole).join(), nested, typeless, isStrict, es);
Page({});
