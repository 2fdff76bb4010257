const page = require('./page');
console.log('script', page.early());
try {
  console.log(page.late);
} catch (error) {
  console.log(error.name);
}
exports.read = () => page.late;
