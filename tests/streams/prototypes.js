const stream = require('stream');
for (const name of ['Stream', 'Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough']) {
  const { prototype } = stream[name];
  console.log(name, stream[name].length, Object.getPrototypeOf(stream[name]).name, Object.keys(prototype).sort().join(' '));
}
console.log(Object.keys(stream).sort().join(' '));
console.log(new stream.Duplex() instanceof stream.Writable, new stream.Readable() instanceof stream.Writable, stream.Readable() instanceof stream.Readable, new stream.PassThrough() instanceof stream.Transform, null instanceof stream.Writable);
console.log(Object.keys(require('stream/promises')), require('stream').promises === require('stream/promises'));
