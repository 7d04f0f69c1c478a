const { PassThrough } = require('stream');
const p = PassThrough();
p.on('readable', () => { let chunk; while ((chunk = p.read()) !== null) console.log('read', String(chunk)); });
for (const event of ['end', 'finish', 'close']) p.on(event, () => console.log(event));
p.write('a'); p.write('b'); p.end();
