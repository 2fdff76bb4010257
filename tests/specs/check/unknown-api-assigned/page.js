Object.assign(my, { anything() {} });
my.anything();
my.other();
