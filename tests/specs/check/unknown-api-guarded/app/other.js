export const my = {}; my.anything();
