const { Writable } = require('stream');
let i = 0;
const w = new Writable({ highWaterMark: 4, write(chunk, encoding, callback) { setImmediate(callback); } });
function go() {
  while (i < 10) { const ok = w.write(String(i++)); if (!ok) { console.log('full', i, w.writableLength); w.once('drain', go); return; } }
  w.end(() => console.log('done', i));
}
go();
