my.scan({});
my.tradePay({});
my.nope({});
