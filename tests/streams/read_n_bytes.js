const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.push('hello '); r.push('wide '); r.push('world'); r.push(null);
r.once('readable', () => {
  console.log(String(r.read(3)), String(r.read(5)), r.readableLength);
  console.log(r.read(0), String(r.read(1)), r.read(-1), r.readableLength);
  console.log(r.read(100), r.readableLength);
  console.log(String(r.read()), r.read(), r.readableLength);
});
r.on('end', () => console.log('end'));
