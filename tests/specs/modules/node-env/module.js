export const mode = process.env.NODE_ENV === 'production' ? 'production' : 'development';
