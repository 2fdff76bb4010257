console.log('never'); (
