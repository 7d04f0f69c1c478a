const { Readable } = require('stream');
const r = new Readable({ read() { this.push('a'); this.push('b'); this.push(null); } });
r.once('readable', () => {
  console.log(String(r.read(1)), r.readableEnded);
  process.nextTick(() => { console.log(String(r.read()), r.readableEnded, r.readable); process.nextTick(() => console.log(r.readableEnded)); });
});
r.on('end', () => console.log('end', r.readable, r.destroyed));
r.on('close', () => console.log('close'));
