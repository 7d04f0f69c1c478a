const { Readable } = require('stream');
const r = new Readable({ objectMode: true, read() {}, highWaterMark: 2 });
console.log(r.push({}), r.push({}), r.push({}), r.readableLength);
console.log(r.read(5), r.read(), r.read(0), r.read(), r.read());
