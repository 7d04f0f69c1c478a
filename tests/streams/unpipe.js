const { Readable, Writable } = require('stream');
const r = new Readable({ read() {} });
const sink = (name) => new Writable({ write(chunk, encoding, callback) { console.log(name, String(chunk)); callback(); } });
const [a, b] = [sink('a'), sink('b')];
for (const [name, w] of [['a', a], ['b', b]]) w.on('unpipe', (source, info) => console.log('unpipe', name, source === r, info));
r.pipe(a); r.pipe(b);
r.push('1');
setTimeout(() => {
  r.unpipe(a); r.push('2');
  setTimeout(() => {
    r.unpipe(a); r.unpipe(); console.log(r.readableFlowing, r.listenerCount('data'));
    r.push('3');
    console.log(r.readableLength);
  }, 1);
}, 1);
