const { Transform } = require('stream');
const t = new Transform({
  transform(chunk, encoding, callback) { this.push(String(chunk).toUpperCase()); callback(null, '!'); },
  flush(callback) { console.log('flush'); this.push('tail'); callback(null, 'last'); },
});
for (const event of ['prefinish', 'finish', 'end', 'close']) t.on(event, () => console.log(event));
t.on('data', (chunk) => console.log('data', String(chunk)));
t.write('ab'); t.end('cd');
