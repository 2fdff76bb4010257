console.log('later');
export const later = 'later';
