const readline = require('readline'); const { PassThrough } = require('stream');
const out = new PassThrough(); out.on('data', (chunk) => console.log(JSON.stringify(String(chunk))));
console.log(readline.clearLine(out, -1), readline.clearLine(out, 1), readline.clearLine(out, 0), readline.clearScreenDown(out), readline.cursorTo(out, 3), readline.cursorTo(out, 3, 4), readline.moveCursor(out, -1, 2), readline.moveCursor(out, 0, 0), readline.clearLine(null, 0));
readline.moveCursor(out, 1, 0, () => console.log('called')); readline.cursorTo(undefined, 1, () => console.log('called too'));
for (const wrong of [() => readline.cursorTo(out, NaN), () => readline.cursorTo(out, 'x', 5), () => readline.clearLine(out, 0, 5)]) try { wrong(); } catch (error) { console.log(error.name, error.code, error.message); }
