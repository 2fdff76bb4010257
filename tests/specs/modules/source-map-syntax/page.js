try { require('./dist/missing'); } catch (error) { console.log(error.message); }
require('./dist/broken');
