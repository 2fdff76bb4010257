export const of = (...values) => values;
export function using(factory) { return factory(); }
const async = 'async';
export { async };
export default of;
