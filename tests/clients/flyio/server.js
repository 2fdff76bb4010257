require('../shared/http-api.js');
