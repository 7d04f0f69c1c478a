const { Transform } = require('stream');
class Both extends Transform {
  _transform(chunk, encoding, callback) { callback(null, chunk); }
  _final(callback) { console.log('final'); callback(); }
  _flush(callback) { console.log('flush'); callback(null, 'flushed'); }
}
const t = new Both();
t.on('data', (chunk) => console.log(String(chunk)));
for (const event of ['prefinish', 'finish', 'end', 'close']) t.on(event, () => console.log(event));
t.end('x');
