const { Duplex } = require('stream');
const d = new Duplex({
  construct(callback) { console.log('construct'); setTimeout(() => { console.log('constructed'); callback(); }, 1); },
  read() { console.log('_read'); this.push('r'); this.push(null); },
  write(chunk, encoding, callback) { console.log('_write', String(chunk)); callback(); },
  final(callback) { console.log('_final'); callback(); },
});
d.write('a'); d.end('b');
d.on('data', (chunk) => console.log('data', String(chunk)));
for (const event of ['finish', 'end', 'close']) d.on(event, () => console.log(event));
console.log('begun');
