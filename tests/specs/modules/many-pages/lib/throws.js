console.log('throws');
throw new Error('from the start');
