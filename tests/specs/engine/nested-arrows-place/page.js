Page({ onLoad() { [1].map((a) => [2].map((b) => this.x.y + a)); [1].forEach((a) => { [2].forEach(() => this); null.z; }); } });
