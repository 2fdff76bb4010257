console.log('component dial'); Component({});
