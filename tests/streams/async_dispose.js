const { Readable, Writable } = require('stream');
(async () => {
  const r = new Readable({ read() {} });
  r.on('error', (error) => console.log(error.name));
  await r[Symbol.asyncDispose](); console.log(r.destroyed);
  const w = new Writable({ write(c, e, cb) { cb(); } });
  w.on('error', (error) => console.log(error.name));
  await w[Symbol.asyncDispose](); console.log(w.destroyed);
})();
