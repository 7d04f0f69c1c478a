'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

/** A folder with these files, and what importing its `main.mjs` leaves in `globalThis.seen`. */
async function seenBy(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'require-esm-'));
  const head = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  for (const [name, text] of Object.entries(files))
    fs.writeFileSync(path.join(folder, name), name === 'main.mjs' ? `${head}\n${text}` : text);
  globalThis.seen = [];
  try {
    await import(pathToFileURL(path.join(folder, 'main.mjs')));
    return globalThis.seen;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const codeOf = (specifier) =>
  `try { seen.push(require('${specifier}').x); } catch (e) { seen.push(e.code); }`;

test('a module that has been imported before', async () => {
  const seen = await seenBy({
    'main.mjs': `import './d.mjs'; ${codeOf('./d.mjs')}`,
    'd.mjs': 'export const x = 1;',
  });
  assert.deepStrictEqual(seen, [1]);
});

test('a fresh module, twice', async () => {
  const seen = await seenBy({
    'main.mjs': codeOf('./d.mjs') + codeOf('./d.mjs'),
    'd.mjs': 'seen.push("runs"); export const x = 1;',
  });
  assert.deepStrictEqual(seen, ['runs', 1, 1]);
});

test('itself, and one that imports it', async () => {
  const own = await seenBy({ 'main.mjs': codeOf('./main.mjs') });
  assert.deepStrictEqual(own, ['ERR_REQUIRE_CYCLE_MODULE']);
});

test('an importer whose CommonJS import requires it', async () => {
  const seen = await seenBy({
    'main.mjs': "import './c.mjs';",
    'c.mjs': "import './c.cjs'; export const x = 1;",
    'c.cjs': codeOf('./c.mjs') + codeOf('./e.mjs'),
    'e.mjs': 'export const x = 2;',
  });
  assert.deepStrictEqual(seen, ['ERR_REQUIRE_CYCLE_MODULE', 2]);
});
