my.nope();
