import here, { there } from '../../lib/here';
import gone from './gone';
export * from 'nowhere';
import { is } from 'package';

const format = require('../../lib/fromat');
const names = ['./one', './two'].map((name) => require(name));
let optional = null;
try { optional = require('./optional'); } catch (error) { optional = {}; }
if (here.debug) require('./debug');
const fs = require('fs');

Page({ here, there, gone, is, format, names, optional, fs });
