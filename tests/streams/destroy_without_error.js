const { Readable, Writable, Duplex } = require('stream');
for (const [name, stream] of Object.entries({
  r: new Readable({ read() {} }), w: new Writable({ write() {} }), d: new Duplex({ read() {}, write() {} }),
})) {
  for (const event of ['end', 'finish', 'error', 'close']) stream.on(event, () => console.log(name, event));
  stream.destroy();
  console.log(name, stream.destroyed, stream.closed, stream.errored, stream.readable, stream.writable);
}
