const { Readable } = require('stream');
function* source() { yield 1; throw new Error('generator'); }
const r = Readable.from(source());
r.on('data', (item) => console.log(item));
r.on('error', (error) => console.log('error', error.message));
r.on('close', () => console.log('close'));
