const attempt = (work) => { try { console.log(work()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };
// What people read.
attempt(() => JSON.parse('{"a": 1,\n "b": tru }'));
attempt(() => JSON.parse('{"a": 1'));
attempt(() => JSON.parse('[1, \u0007]'));
attempt(() => JSON.parse('😀'));
attempt(() => { const room = { people: [{}] }; room.people[0].room = room; return JSON.stringify(room); });
attempt(() => JSON.stringify({ count: 1n }));
// The text of numbers that a double cannot hold.
attempt(() => JSON.parse('[12345678901234567890, "a\\u0062", null, [true]]', (key, value, { source }) => (source ? `${key}:${source}` : value)));
attempt(() => JSON.parse('{"a":1,"a":2,"b":3}', function note(key, value, { source }) { this.b = 4; return source === undefined ? value : source; }));
attempt(() => JSON.stringify({ id: JSON.rawJSON('12345678901234567890') }));
// As deep as it gets.
attempt(() => { let depth = 0; for (let v = JSON.parse('['.repeat(300000) + ']'.repeat(300000)); v; v = v[0]) depth += 1; return depth; });
attempt(() => { let v = {}; for (let i = 0; i < 30000; i += 1) v = { v }; return JSON.stringify(v).length; });
attempt(() => JSON.parse('['.repeat(30000) + ']'.repeat(30000), (key, value) => value));
