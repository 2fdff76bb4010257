exports.name = 'the library';
