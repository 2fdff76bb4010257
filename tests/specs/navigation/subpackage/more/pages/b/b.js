console.log('module of b, loaded when it is opened');
Page(require('/tell')('b'));
