// @ts-nocheck The next line asks for what there is not: FW-2.
require('./no-such-module');
Page({});
