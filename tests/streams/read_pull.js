const { Readable } = require('stream');
let n = 0;
const r = new Readable({ read(size) { console.log('_read', size); this.push(n < 3 ? `chunk${n++}` : null); } });
r.on('data', (chunk) => console.log('data', chunk.toString()));
r.on('end', () => console.log('end'));
r.on('close', () => console.log('close'));
console.log('flowing', r.readableFlowing);
