'use strict';
const tar = require('tar-stream');
const pack = tar.pack(); const chunks = [];
pack.entry({ name: 'a.txt', mtime: new Date(0) }, 'hello'); pack.entry({ name: 'd', type: 'directory', mtime: new Date(0) });
pack.finalize();
pack.on('data', (chunk) => chunks.push(chunk));
pack.on('end', () => {
  const all = Buffer.concat(chunks); console.log(all.length, require('crypto').createHash('sha1').update(all).digest('hex'));
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => { let size = 0; stream.on('data', (c) => { size += c.length; }); stream.on('end', () => { console.log(header.name, header.type, size); next(); }); stream.resume(); });
  extract.on('finish', () => console.log('finish')); extract.end(all);
});
