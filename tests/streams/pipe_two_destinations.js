const { Readable, Writable } = require('stream');
const slow = (name, ms) => new Writable({ highWaterMark: 1, write(chunk, encoding, callback) { console.log(name, String(chunk)); setTimeout(callback, ms); } });
const r = Readable.from(['a', 'b', 'c'].map((c) => Buffer.from(c)));
const [one, two] = [slow('one', 1), slow('two', 12)];
r.pipe(one); r.pipe(two);
two.on('finish', () => console.log('finish'));
