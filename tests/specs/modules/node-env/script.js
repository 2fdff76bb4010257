exports.mode = 'unknown';
if (process.env.NODE_ENV === 'production') exports.mode = process.env.NODE_ENV;
try { process.env.NODE_ENV = 'test'; } catch (error) { exports.error = error.message; }
