Page({ a() {} });
