const { Readable, Writable, isReadable, isErrored, isDisturbed, isWritable } = require('stream');
const r = new Readable({ read() {} }); const w = new Writable({ write(c, e, cb) { cb(); } });
const show = (label) => console.log(label, isReadable(r), isErrored(r), isDisturbed(r), isWritable(w));
show('new'); r.push('x'); r.read(); show('read'); w.end(); show('ended');
r.on('error', () => {}); r.destroy(new Error('x')); show('destroyed');
setTimeout(() => show('later'), 1);
console.log(isReadable({}), isWritable(null), isErrored(undefined), isDisturbed({}));
