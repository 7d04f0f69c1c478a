const { Transform } = require('stream');
const t = new Transform({ transform(chunk, encoding, callback) { this.push(chunk); this.push(null); callback(); } });
t.on('data', (chunk) => console.log(String(chunk)));
for (const event of ['end', 'finish', 'error', 'close']) t.on(event, (error) => console.log(event, error && error.code));
t.write('a'); t.write('b');
