const { compose, Readable, Transform, PassThrough } = require('stream');
const double = new Transform({ objectMode: true, transform(n, encoding, callback) { callback(null, n * 2); } });
const d = compose(double, async function* (source) { for await (const n of source) yield n + 1; });
d.on('data', (n) => console.log(n)); d.on('end', () => console.log('end')); d.on('close', () => console.log('close'));
d.write(1); d.write(2); d.end();
(async () => { console.log(await Readable.from(['a', 'b']).compose(async function* (source) { for await (const c of source) yield c.toUpperCase(); }).toArray()); })();
try { compose(); } catch (error) { console.log(error.code); }
const one = new PassThrough(); console.log(compose(one) === one);
