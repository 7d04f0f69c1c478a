const { Transform } = require('stream');
const t = new Transform({ highWaterMark: 2, transform(chunk, encoding, callback) { console.log('transform', String(chunk)); callback(null, chunk); } });
console.log(t.write('aa'), t.write('bb'), t.write('cc'), t.writableLength, t.readableLength);
console.log(String(t.read()), t.writableLength, t.readableLength);
setTimeout(() => { console.log(t.writableLength, t.readableLength); t.on('data', (chunk) => console.log('data', String(chunk))); t.end(); }, 1);
t.on('end', () => console.log('end'));
