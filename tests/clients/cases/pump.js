'use strict';
const pump = require('pump'); const { PassThrough, Readable, Writable } = require('stream');
const sink = new Writable({ write(chunk, encoding, callback) { console.log(String(chunk)); callback(); } });
pump(Readable.from(['a', 'b']), new PassThrough(), sink, (error) => console.log('done', error));
const source = new Readable({ read() {} }); const through = new PassThrough();
pump(source, through, (error) => console.log('failed', error.message, source.destroyed, through.destroyed));
setImmediate(() => through.destroy(new Error('broken')));
