import names, { name } from '../../lib/names.js';
import tool, { name as toolName } from '/lib/tool';
import data from '../../lib/data';
import { isStrict } from '/lib/strict.mjs';
import { near } from './near';

Page({
  onLoad() {
    console.log(names + ', ' + name);
    console.log(toolName + ', this is module.exports: ' + tool.self);
    console.log('json ' + data.list + ', the same as by require: ' + (require('/lib/data.json') === data));
    console.log('strict ' + isStrict + ', sloppy ' + require('../../lib/sloppy.cjs'));
    console.log('late require ' + (require('../../lib/tool') === tool) + ', near ' + near);
  },
});
