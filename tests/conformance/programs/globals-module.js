// @ts-nocheck names that the declarations know nothing of
module.exports = { Deno: typeof Deno === 'undefined' ? undefined : Deno };
