Page({ onLoad() { console.log('b', this.route); } });
