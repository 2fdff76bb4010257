class Lazy {
  get parsed() {
    console.log('parsed once');
    Object.defineProperty(this, 'parsed', { value: { v: 1 } });
    return this.parsed;
  }
}
const lazy = new Lazy();
const literal = { get made() { delete this.made; return (this.made = () => 'a function, not called'); } };
const shape = { a: 1 };
const definition = { type: 'object', shape };
Object.defineProperty(definition, 'shape', { get: () => { const copy = { ...shape }; Object.defineProperty(definition, 'shape', { value: copy }); return copy; } });
for (let round = 0; round < 3; round += 1) {
  console.log(lazy.parsed, typeof literal.made, definition?.shape, Object.keys(definition.shape));
}
console.log(literal.made()); console.log(lazy.parsed.v); throw new Error('where');
