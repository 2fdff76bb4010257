Component({}); my.nope();
