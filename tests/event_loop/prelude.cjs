// What the scripts of this folder find beside Node's globals.
const { writeSync } = require('node:fs');
globalThis.print = (...values) => writeSync(1, `${values.map(String).join(' ')}\n`);
globalThis.wait = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
