// a script
import('./value').catch((error) => console.log(error.message));
