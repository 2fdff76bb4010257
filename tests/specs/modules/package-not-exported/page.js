try {
  require('fs');
} catch (error) {
  console.log(error.message);
}
require('closed/inner');
