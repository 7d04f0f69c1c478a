const { Readable } = require('stream');
const r = new Readable({ read() {}, encoding: 'utf8' });
r.on('data', (text) => console.log('data', JSON.stringify(text)));
r.on('end', () => console.log('end'));
r.push(Buffer.from([0x61, 0xe2, 0x82]));
r.push(null);
