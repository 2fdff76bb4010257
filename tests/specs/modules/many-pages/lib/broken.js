console.log('broken'; 
