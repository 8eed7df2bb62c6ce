// @ts-check
/**
 * Runs modules that the server has sent in one answer. Each becomes a file of its own again, so that it keeps its scope, and its name
 * where scripts are debugged.
 *
 * @param {[path: string, pieces: string[]][]} modules  each behind all that it imports, the one to run last; the pieces of its source are,
 *   in turn, text and the path of a module that it imports
 */
export async function runBundle(modules) {
  /** @type {Map<string, string>} */
  const addresses = new Map();
  let last = '';
  for (const [path, pieces] of modules) {
    const source = pieces.map((piece, i) => (i % 2 === 0 ? piece : String(addresses.get(piece))));
    last = URL.createObjectURL(new Blob([...source, `\n//# sourceURL=${location.origin}${path}\n`], { type: 'text/javascript' }));
    addresses.set(path, last);
  }
  await import(last);
  addresses.forEach(address => URL.revokeObjectURL(address));
}
