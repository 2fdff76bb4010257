import { one } from './module';
export const three = one + 2;
