const { finished } = require('stream/promises');
const { Readable, PassThrough } = require('stream');
(async () => {
  const r = Readable.from(['x']); r.resume();
  console.log(await finished(r), r.listenerCount('end'), r.listenerCount('error'));
  const c = Readable.from(['x']); c.resume();
  await finished(c, { cleanup: true }); console.log(c.listenerCount('end'), c.listenerCount('error'));
  const p = new PassThrough(); setTimeout(() => p.destroy(new Error('x')), 1);
  await finished(p).catch((error) => console.log(error.message));
  await finished(p).catch((error) => console.log('again', error.message));
})();
