Page(require('../logged')('item'));
