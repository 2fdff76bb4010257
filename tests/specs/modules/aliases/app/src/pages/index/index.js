import a from '@lib/a';
import real from 'real';
console.log(a, require('@/lib/a') === a, require('/lib/a') === a, require('fake') === real);
Page({});
