console.log('names runs');
export const name = 'names';
export default 'default of names';
