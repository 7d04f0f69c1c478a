const { Readable } = require('stream');
(async () => {
  const r = Readable.from(['a', 'b', 'c']);
  r.on('close', () => console.log('close'));
  for await (const chunk of r) console.log(chunk);
  console.log('over', r.destroyed);
})();
