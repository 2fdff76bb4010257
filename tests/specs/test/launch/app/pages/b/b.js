Page({ onLoad({ id }) { this.setData({ id }); } });
