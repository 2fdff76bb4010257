import{of}from'./stream.mjs';import async from'./stream.mjs';export const late=()=>{of(async);throw new Error('where')};
