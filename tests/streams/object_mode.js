const { Readable } = require('stream');
const items = [1, { a: 2 }, 'three', [4], 0, '', false, undefined];
const r = new Readable({ objectMode: true, read() { this.push(items.length ? items.shift() : null); } });
console.log(r.readableObjectMode, r.readableHighWaterMark);
r.on('data', (item) => console.log('data', item));
r.on('end', () => console.log('end', r.readableEnded));
r.on('error', (error) => console.log(error));
