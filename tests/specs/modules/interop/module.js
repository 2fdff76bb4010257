export default 'default';
export let value = 'value';
