import './lib/there';
import x from './lib/missing';

Page({});
