exports.read=function(r){if(r>2)throw new Error('too large');return r};
//# sourceMappingURL=sensor.js.map
