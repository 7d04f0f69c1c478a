'use strict';
const fs = require('graceful-fs'); const path = require('path').join(require('os').tmpdir(), `graceful-${process.pid}`);
fs.createWriteStream(path).on('close', () => { fs.createReadStream(path, 'utf8').on('data', (chunk) => console.log(chunk)).on('close', () => { fs.unlinkSync(path); console.log(fs.existsSync(path)); }); }).end('graceful');
fs.readFile('/nonexistent', (error) => console.log(error.code));
const own = require('fs'); fs.gracefulify(own); console.log(typeof own.createReadStream);
