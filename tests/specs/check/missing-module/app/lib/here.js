export default {}; export const there = 1;
