const { Duplex, PassThrough, Readable, Writable } = require('stream');
const show = (name, d) => { d.on('data', (chunk) => console.log(name, String(chunk))); d.on('end', () => console.log(name, 'end')); d.on('error', (error) => console.log(name, error.message)); return d; };
show('iterable', Duplex.from(['a', 'b']));
show('promise', Duplex.from(Promise.resolve('p')));
show('generator', Duplex.from(async function* (source) { for await (const chunk of source) yield `${chunk}!`; })).end('g');
const inner = { readable: Readable.from(['r']), writable: new Writable({ write(chunk, encoding, callback) { console.log('w', String(chunk)); callback(); } }) };
const d = show('pair', Duplex.from(inner)); d.end('x'); d.on('finish', () => console.log('finish'));
const sink = Duplex.from(async (source) => { for await (const chunk of source) console.log('function', String(chunk)); });
sink.end('f'); sink.on('close', () => console.log('closed'));
const p = new PassThrough(); console.log(Duplex.from(p) === p);
try { Duplex.from(5); } catch (error) { console.log(error.code, error.message); }
