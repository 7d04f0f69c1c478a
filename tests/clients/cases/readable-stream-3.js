'use strict';
const { Readable, Writable, Transform, Duplex, PassThrough, pipeline } = require('readable-stream-3');
const r = new Readable({ read() { this.push('chunk'); this.push(null); } });
pipeline(r, new PassThrough(), new Writable({ write(chunk, encoding, callback) { console.log(String(chunk)); callback(); } }), (error) => console.log('done', error));
const native = require('stream');
new native.PassThrough().on('data', (chunk) => console.log('native', String(chunk))).end('n');
native.pipeline(new Readable({ read() { this.push('3'); this.push(null); } }), new native.PassThrough().on('data', (chunk) => console.log('mixed', String(chunk))), (error) => console.log(error));
const d = new Duplex({ read() {}, write(chunk, encoding, callback) { callback(new Error('w')); } }); d.on('error', (error) => console.log(error.message)); d.write('x');
const w = new Writable({ write() {} }); w.on('error', (error) => console.log(error.code)); w.end(); w.write('x');
