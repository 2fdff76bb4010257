console.log('hand');Component({});
