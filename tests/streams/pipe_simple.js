const { Readable, Writable } = require('stream');
const r = Readable.from(['a', 'b', 'c']);
const w = new Writable({ objectMode: true, write(chunk, encoding, callback) { console.log('write', chunk); callback(); } });
for (const event of ['pipe', 'unpipe', 'finish', 'close']) w.on(event, (source) => console.log('w', event, source === r));
for (const event of ['end', 'close']) r.on(event, () => console.log('r', event));
console.log(r.pipe(w) === w, r.readableFlowing);
