'use strict';
const busboy = require('busboy');
const boundary = 'xyz'; const body = [`--${boundary}`, 'Content-Disposition: form-data; name="field"', '', 'välue', `--${boundary}`, 'Content-Disposition: form-data; name="file"; filename="a.bin"', 'Content-Type: application/octet-stream', '', 'bytes\r\n-- not the end', `--${boundary}--`, ''].join('\r\n');
const b = busboy({ headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
b.on('field', (name, value, info) => console.log(name, value, info)); b.on('file', (name, stream, info) => { const all = []; stream.on('data', (c) => all.push(c)); stream.on('end', () => console.log(name, info, Buffer.concat(all).toString())); }); b.on('close', () => console.log('close'));
const bytes = Buffer.from(body); for (let i = 0; i < bytes.length; i += 7) b.write(bytes.subarray(i, i + 7)); b.end();
const u = busboy({ headers: { 'content-type': 'application/x-www-form-urlencoded' } }); u.on('field', (name, value) => console.log(name, value)); u.end('a=1&b=%E2%82%AC+x');
