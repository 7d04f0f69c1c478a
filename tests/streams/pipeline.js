const { pipeline, Readable, Transform, Writable } = require('stream');
const upper = new Transform({ transform(chunk, encoding, callback) { callback(null, String(chunk).toUpperCase()); } });
const sink = new Writable({ write(chunk, encoding, callback) { console.log('sink', String(chunk)); setTimeout(callback, 1); } });
const source = Readable.from(['a', 'b']);
for (const [name, s] of Object.entries({ source, upper, sink })) s.on('close', () => console.log(name, 'close'));
console.log(pipeline(source, upper, sink, (error) => console.log('done', error, sink.destroyed)) === sink);
