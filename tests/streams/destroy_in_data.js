const { Readable } = require('stream');
const r = Readable.from(['a', 'b', 'c']);
r.on('data', (chunk) => { console.log(chunk); if (chunk === 'b') r.destroy(); });
r.on('end', () => console.log('never'));
r.on('close', () => console.log('close', r.readableEnded, r.readableAborted, r.readableDidRead));
