const { Writable } = require('stream');
const w = new Writable({
  write(chunk, encoding, callback) { console.log('write', String(chunk)); callback(); },
  writev(chunks, callback) { console.log('writev', chunks.map(({ chunk, encoding }) => `${chunk}:${encoding}`), chunks.allBuffers); callback(); },
});
w.write('1');
w.cork(); w.cork();
w.write('2', () => console.log('cb 2')); w.write('3');
console.log(w.writableCorked, w.writableLength);
w.uncork(); console.log('once', w.writableCorked); w.uncork(); console.log('twice', w.writableCorked);
w.cork(); w.write('4'); w.end('5');
w.on('finish', () => console.log('finish'));
