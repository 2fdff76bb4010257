my.offSocketOpen(() => {});
