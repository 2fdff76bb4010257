import './leaf.mjs';
export const free = 'free';
