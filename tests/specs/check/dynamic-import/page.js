import('./later').then(console.log);
const name = './x';
async function load() { return (await import(name)).default; }
Page({ load });
