my.closeSocket({ code: 5 }); throw new Error("x");
