const read=function(r){if(r>2)throw new Error('too large');return r};
read(3);
//# sourceMappingURL=page.js.map
