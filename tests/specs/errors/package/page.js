import lodash from 'lodash';

Page({});
