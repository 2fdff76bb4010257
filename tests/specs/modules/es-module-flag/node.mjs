import compiled from './compiled';
export default Object.keys(compiled);
