// Rewrites the expected outputs in cases.txt with what node prints.
//
//     node runtime/host/tests/console/with-node.mjs
//
// A case is `=== name`, the program, `---`, and what it prints; lines on standard error start with `! `. Frames of stacks
// (`    at …`) differ between engines and are left out of both outputs.
import { Console } from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import vm from 'node:vm';

const file = new URL('cases.txt', import.meta.url);

export function withoutFrames(text) {
  const lines = [];
  for (const line of text.split('\n')) {
    const frame = /^\s+at .*?( \{|,|)$/.exec(line);
    if (!frame) lines.push(line);
    else if (lines.length > 0 && !lines[lines.length - 1].endsWith(frame[1])) lines[lines.length - 1] += frame[1];
  }
  return lines.join('\n');
}

async function run(program) {
  let out = '';
  const stream = (mark) =>
    new Writable({
      write(chunk, _encoding, done) {
        const text = withoutFrames(chunk.toString().replace(/\n$/, ''));
        out += text.split('\n').map((line) => `${mark}${line}\n`).join('');
        done();
      },
    });
  const [stdout, stderr] = [stream(''), stream('! ')];
  globalThis.console = new Console({ stdout, stderr });
  const usual = process.emitWarning;
  process.emitWarning = (warning) => stderr.write(`Warning: ${warning}\n`);
  try {
    new vm.Script(program, { filename: 'case.js' }).runInThisContext();
    await new Promise((done) => setImmediate(done));
  } finally {
    process.emitWarning = usual;
  }
  return out;
}

const [head, ...cases] = readFileSync(file, 'utf8').split(/^=== /m);
const real = globalThis.console;
let text = head;
for (const one of cases) {
  const [program] = one.split(/^---\n/m);
  const name = program.slice(0, program.indexOf('\n'));
  // Each case has its own names.
  const source = `{\n${program.slice(name.length + 1)}\n}`;
  try {
    text += `=== ${program}---\n${await run(source)}`;
  } catch (error) {
    real.error(`${name}: ${error}`);
    process.exitCode = 1;
  }
}
writeFileSync(file, text);
