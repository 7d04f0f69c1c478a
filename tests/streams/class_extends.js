const { Readable, Writable } = require('stream');
class Counter extends Readable {
  constructor(max) { super({ encoding: 'utf8' }); this.max = max; this.index = 1; }
  _read() { const i = this.index++; this.push(i > this.max ? null : `${i};`); }
}
class Collect extends Writable {
  constructor() { super(); this.all = []; }
  _write(chunk, encoding, callback) { this.all.push(chunk); callback(); }
  _final(callback) { console.log(Buffer.concat(this.all).toString()); callback(); }
}
new Counter(5).pipe(new Collect()).on('finish', () => console.log('finish'));
function Old() { Writable.call(this); }
require('util').inherits(Old, Writable);
Old.prototype._write = function (chunk, encoding, callback) { console.log('old', String(chunk)); callback(); };
new Old().end('x');
