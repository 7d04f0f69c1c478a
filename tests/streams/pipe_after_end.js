const { Readable, Writable } = require('stream');
const r = Readable.from([]);
r.resume();
r.on('end', () => {
  const w = new Writable({ write() {} });
  w.on('finish', () => console.log('finish'));
  r.pipe(w);
  console.log('piped');
});
