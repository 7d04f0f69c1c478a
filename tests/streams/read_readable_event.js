const { Readable } = require('stream');
const r = new Readable({ read() {}, highWaterMark: 4 });
r.on('readable', () => {
  let chunk;
  console.log('readable', r.readableLength);
  while ((chunk = r.read()) !== null) console.log('read', chunk.toString(), r.readableLength);
});
r.on('end', () => console.log('end'));
console.log(r.push('ab'), r.push('cdef'), r.readableLength);
process.nextTick(() => { console.log('tick'); r.push('gh'); });
setTimeout(() => { r.push('ij'); r.push(null); }, 5);
