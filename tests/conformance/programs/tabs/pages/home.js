Page(require('../logged')('home'));
