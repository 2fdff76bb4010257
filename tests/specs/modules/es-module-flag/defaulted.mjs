export default function greet() { return 'hello ' + count; }
export let count = 1;
export function more() { count += 1; }
