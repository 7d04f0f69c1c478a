const { Readable, PassThrough } = require('stream');
const through = new PassThrough();
const sources = ['x', 'y'].map((name) => Readable.from([`${name}1`, `${name}2`], { objectMode: false }));
let open = sources.length;
for (const source of sources) { source.pipe(through, { end: false }); source.on('end', () => { if (--open === 0) through.end(); }); }
through.on('data', (chunk) => console.log(String(chunk)));
through.on('end', () => console.log('end'));
