export { using, of } from './stream.mjs';
