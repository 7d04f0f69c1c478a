const { Readable } = require('stream');
const r = new Readable({ read() { console.log('_read'); }, highWaterMark: 3 });
r.push('abc');
console.log(r.read(10), r.readableHighWaterMark);
r.push('defghijkl');
console.log(String(r.read(10)), r.readableHighWaterMark, r.readableLength);
try { r.read(0x40000001); } catch (error) { console.log(error.name, error.code, error.message); }
console.log(r.read('2').toString());
