const { Readable } = require('stream');
let isFirst = true;
const r = Readable.from(['header\n\nbody', ' more'], { objectMode: false });
r.on('readable', function onReadable() {
  const chunk = r.read();
  if (chunk === null) return;
  console.log('read', String(chunk));
  if (!isFirst) return;
  isFirst = false;
  const at = chunk.indexOf('\n\n');
  r.removeListener('readable', onReadable);
  r.unshift(chunk.subarray(at + 2));
  r.on('data', (rest) => console.log('data', String(rest)));
});
r.on('end', () => console.log('end'));
