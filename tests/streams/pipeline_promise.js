const { pipeline } = require('stream/promises');
const { Readable, PassThrough, Writable } = require('stream');
(async () => {
  const chunks = [];
  const sink = () => new Writable({ write(chunk, encoding, callback) { chunks.push(String(chunk)); callback(); } });
  console.log(await pipeline(Readable.from(['a', 'b']), new PassThrough(), sink()), chunks);
  console.log(await pipeline(['q'], async (source) => { for await (const c of source) return c; }));
  const controller = new AbortController();
  const source = new Readable({ read() {} });
  setTimeout(() => controller.abort('enough'), 1);
  await pipeline(source, sink(), { signal: controller.signal }).catch((error) => console.log(error.name, error.code, error.cause, source.destroyed));
  const open = sink();
  await pipeline(Readable.from(['c']), open, { end: false }); console.log(open.writableEnded, chunks);
  await pipeline(Readable.from(['d']), sink(), { signal: AbortSignal.abort() }).catch((error) => console.log(error.name));
})();
