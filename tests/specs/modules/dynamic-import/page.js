import value from './value';

const name = './value' + '.js';
// import('./other')
import('./other').catch((error) => console.log(error.message));
Page({
  async onLoad() {
    console.log(value);
    try { await import(name); } catch (error) { console.log(error.message, error instanceof Error); }
  },
  onReady() {
    require('./script');
    import('./third');
  },
});
