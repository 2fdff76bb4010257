exports.x = 1;
throw new Error('from the script');
