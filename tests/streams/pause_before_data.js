const { Readable } = require('stream');
const r = Readable.from(['a', 'b']);
r.pause();
r.on('data', (chunk) => console.log('data', chunk));
console.log(r.readableFlowing);
setTimeout(() => { console.log('still', r.readableFlowing); r.resume(); }, 2);
r.on('end', () => console.log('end'));
