const { Readable } = require('stream');
(async () => {
  const r = new Readable({ objectMode: true, read() { this.push({}); }, destroy(error, callback) { console.log('destroy', error && error.message); callback(error); } });
  r.on('error', (error) => console.log('error', error.name, error.code));
  let n = 0;
  for await (const _ of r) if (++n === 3) break;
  console.log('over', n, r.destroyed);
  const kept = Readable.from([1, 2, 3]);
  for await (const item of kept.iterator({ destroyOnReturn: false })) { console.log(item); break; }
  console.log(kept.destroyed);
  for await (const item of kept) console.log('rest', item);
})();
