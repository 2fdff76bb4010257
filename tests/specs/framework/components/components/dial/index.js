console.log('dial');Component({ data: {}, didMount() { console.log('never drawn'); } });
