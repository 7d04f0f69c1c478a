const { Duplex } = require('stream');
for (const allowHalfOpen of [true, false]) {
  const d = new Duplex({ allowHalfOpen, read() { this.push(null); }, write(chunk, encoding, callback) { callback(); } });
  for (const event of ['end', 'finish', 'close']) d.on(event, () => console.log(allowHalfOpen, event));
  d.resume();
  if (allowHalfOpen) setTimeout(() => d.end(), 2);
}
