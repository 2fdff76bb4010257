import { late } from './late.mjs';
import { of, using } from './again.mjs';
import async, { of as other, async as word } from './stream.mjs';
import{async as first,of as second}from'./stream.mjs';
import {
  async as third,
  of as fourth, using as fifth,
} from './stream.mjs';
console.log(of(1, 2), using(() => 'used'), other === of, word, first, second === fourth, third, fifth === using);
console.log({ of, async, using }.of === of);
late();
