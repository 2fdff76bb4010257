App({ onPageNotFound(res) { console.log('onPageNotFound', JSON.stringify(res)); } });
