const { Readable } = require('stream');
let n = 0;
const r = new Readable({
  highWaterMark: 2,
  read() { setTimeout(() => { console.log('pushing', n); this.push(n < 4 ? String(n++) : null); }, 1); },
});
r.on('data', (chunk) => console.log('data', String(chunk)));
r.on('end', () => console.log('end'));
r.on('close', () => console.log('close', r.destroyed, r.closed));
