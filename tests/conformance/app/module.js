export const name = 'module';
