import gone from './gone';
const é = 1; my.nope();
my.onSocketOpen(gone, é);
