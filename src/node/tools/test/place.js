'use strict';
// Where a test or hook was declared.

/** The first frame outside of this runner. */
function declaredAt() {
  for (const line of new Error().stack.split('\n').slice(1)) {
    if (/\bnode:(?:test|internal)\b/.test(line)) continue;
    const place = /\(?((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/.exec(line);
    if (place) return { file: pathOf(place[1]), line: Number(place[2]), column: calleeColumn(place) };
  }
  return undefined;
}

const pathOf = (file) => (file.startsWith('file://') ? require('url').fileURLToPath(file) : file);

/** The lines of the files that tests were declared in. */
const sources = new Map();

function lineOf(file, number) {
  if (!sources.has(file)) {
    let text = '';
    try {
      text = require('fs').readFileSync(pathOf(file), 'utf8');
    } catch {
      // Code that is in no file.
    }
    sources.set(file, text.split('\n'));
  }
  return sources.get(file)[number - 1] ?? '';
}

/** Where the name of the called function begins: the engine tells its bracket. */
function calleeColumn([, file, line, column]) {
  const before = lineOf(file, Number(line)).slice(0, Number(column) - 1);
  return Number(column) - /[\w$]*$/.exec(before)[0].length;
}

module.exports = { declaredAt };
