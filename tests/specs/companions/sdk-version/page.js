const [major, minor, patch] = my.SDKVersion.split('.').map(Number);
console.log(typeof my.SDKVersion, [major, minor, patch].every(Number.isInteger), major >= 1);
