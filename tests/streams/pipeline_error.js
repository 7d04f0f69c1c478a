const { pipeline, Readable, Transform, Writable } = require('stream');
const source = Readable.from(['a', 'b', 'c']);
const broken = new Transform({ transform(chunk, encoding, callback) { callback(chunk.toString() === 'b' ? new Error('b is bad') : null, chunk); } });
const sink = new Writable({ write(chunk, encoding, callback) { console.log('sink', String(chunk)); callback(); } });
for (const [name, s] of Object.entries({ source, broken, sink })) {
  s.on('error', (error) => console.log(name, 'error', error.code || error.message));
  s.on('close', () => console.log(name, 'close'));
}
pipeline(source, broken, sink, (error) => console.log('done', error.message, [source, broken, sink].map((s) => s.destroyed)));
