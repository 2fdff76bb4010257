exports.a = ;
//# sourceMappingURL=broken.js.map
