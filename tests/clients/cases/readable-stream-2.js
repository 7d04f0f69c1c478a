'use strict';
const { Readable, Writable, Transform } = require('readable-stream-2');
const r = new Readable(); r._read = function () { this.push('two'); this.push(null); };
const t = new Transform(); t._transform = function (chunk, encoding, callback) { callback(null, String(chunk).toUpperCase()); };
r.pipe(t).pipe(new Writable({ write(chunk, encoding, callback) { console.log(String(chunk)); callback(); } })).on('finish', () => console.log('finish'));
