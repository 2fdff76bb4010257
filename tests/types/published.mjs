// Prints how our declarations of the socket APIs and of my.request differ from the platform's published ones: a line for each fact that
// only one of the two has, or that they tell differently.
import ts from 'typescript';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const published = facts([here('node_modules/@mini-types/my/types/index.d.ts'), here('node_modules/@mini-types/global/types/index.d.ts')]);
const ours = facts([here('../../js-shim/my.d.ts')]);

if (published.size < 30) throw new Error(`only ${published.size} facts in the published declarations`);
for (const name of [...new Set([...published.keys(), ...ours.keys()])].sort()) {
  const [theirs, mine] = [published.get(name), ours.get(name)];
  if (theirs === undefined) console.log(`${name}: only here, ${mine}`);
  else if (mine === undefined) console.log(`${name}: only published, ${theirs}`);
  else if (theirs !== mine) console.log(`${name}: published ${theirs}, here ${mine}`);
}

// What these files say of these APIs: `connectSocket option url` → `required string`.
function facts(files) {
  const program = ts.createProgram(files, { noEmit: true, strict: true, types: [], lib: ['lib.es2023.d.ts'], skipLibCheck: true });
  const checker = program.getTypeChecker();
  const found = new Map();
  const symbol = checker.resolveName('my', undefined, ts.SymbolFlags.Value, false);
  if (!symbol) throw new Error(`no my in ${files}`);
  for (const member of checker.getTypeOfSymbol(symbol).getProperties()) {
    if (/Socket|^request$/.test(member.name)) describe(member.name, checker.getTypeOfSymbol(member));
  }
  return found;

  function describe(name, type) {
    if (type.getCallSignatures().length === 0) {
      found.set(name, shape(type));
      return;
    }
    const returned = new Set();
    for (const signature of type.getCallSignatures()) {
      const [parameter] = signature.getParameters();
      const result = checker.getReturnTypeOfSignature(signature);
      returned.add(shape(result));
      if (parameter) parameterOf(name, checker.getTypeOfSymbol(parameter));
      // The object for one of several connections, or for a request, which is a promise as well.
      for (const part of result.isIntersection() ? result.types : [result]) {
        const object = part.symbol?.name ?? '';
        if (!/^(Socket|Request)Task$/.test(object)) continue;
        for (const member of part.getProperties()) describe(`${object}.${member.name}`, checker.getTypeOfSymbol(member));
      }
    }
    found.set(`${name} returns`, [...returned].sort().join(' or '));
  }

  function parameterOf(name, type) {
    const [listener] = checker.getNonNullableType(type).getCallSignatures();
    if (listener) {
      const [event] = listener.getParameters();
      if (event) fields(`${name} event`, checker.getTypeOfSymbol(event), '');
    } else {
      fields(`${name} option`, checker.getNonNullableType(type));
    }
  }

  function fields(prefix, type, word) {
    for (const field of type.getProperties()) {
      const optional = field.flags & ts.SymbolFlags.Optional;
      const fieldType = checker.getNonNullableType(checker.getTypeOfSymbol(field));
      const [callback] = fieldType.getCallSignatures();
      if (callback) {
        const [result] = callback.getParameters();
        const given = result ? shape(checker.getTypeOfSymbol(result)) : 'nothing';
        found.set(`${prefix} ${field.name}`, `${optional ? 'optional' : 'required'}, receives ${given}`);
      } else {
        found.set(`${prefix} ${field.name}`, `${word ?? (optional ? 'optional ' : 'required ')}${shape(fieldType)}`);
      }
    }
  }

  // A type in one line, without the names that stand for object types.
  function shape(type) {
    if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) return [...new Set(type.types.map(shape))].sort().join(' | ');
    if (type.isIntersection()) return type.types.map(shape).join(' & ');
    if (type.symbol?.name === 'Promise') return `Promise of ${shape(checker.getTypeArguments(type)[0])}`;
    const isPlain = type.flags & ts.TypeFlags.Object && !['ArrayBuffer', 'SocketTask', 'RequestTask', 'Array'].includes(type.symbol?.name);
    if (!isPlain || type.aliasSymbol) return checker.typeToString(type);
    const parts = type.getProperties().map((field) => {
      const mark = field.flags & ts.SymbolFlags.Optional ? '?' : '';
      return `${field.name}${mark}: ${shape(checker.getNonNullableType(checker.getTypeOfSymbol(field)))}`;
    });
    return parts.length ? `{ ${parts.join(', ')} }` : '{}';
  }
}
