console.log('no page here');
