console.log('fourth');
