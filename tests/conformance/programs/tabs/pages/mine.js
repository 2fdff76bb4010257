Page(require('../logged')('mine'));
