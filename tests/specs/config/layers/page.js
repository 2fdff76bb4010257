Page({ onLoad(query) { console.log(query) } })
