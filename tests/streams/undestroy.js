const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { console.log(String(chunk)); callback(); } });
w.on('close', () => {
  console.log('close', w.destroyed);
  if (w.again) return;
  w.again = true;
  w._undestroy();
  console.log(w.destroyed, w.closed, w.writable);
  w.end('again');
});
w.destroy();
