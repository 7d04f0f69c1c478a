const { Readable } = require('stream');
let n = 0;
const r = new Readable({ highWaterMark: 4, read() { console.log('_read'); while (n < 12 && this.push(String(n++ % 10))); if (n >= 12) this.push(null); } });
r.on('readable', () => { const chunk = r.read(3); console.log('read', chunk && String(chunk), r.readableLength); });
r.on('end', () => console.log('end'));
