'use strict';
const yazl = require('yazl'), yauzl = require('yauzl');
const zip = new yazl.ZipFile(); const mtime = new Date(1e12);
zip.addBuffer(Buffer.from('hello '.repeat(100)), 'a.txt', { mtime }); zip.addBuffer(Buffer.from([1, 2, 3]), 'raw.bin', { mtime, compress: false }); zip.addEmptyDirectory('d', { mtime });
zip.addReadStream(require('stream').Readable.from([Buffer.from('streamed')]), 's.txt', { mtime }); zip.end();
const chunks = []; zip.outputStream.on('data', (c) => chunks.push(c));
zip.outputStream.on('end', () => {
  yauzl.fromBuffer(Buffer.concat(chunks), { lazyEntries: true }, (error, file) => {
    if (error) throw error; console.log(file.entryCount); file.readEntry();
    file.on('entry', (entry) => {
      if (entry.fileName.endsWith('/')) { console.log(entry.fileName); file.readEntry(); return; }
      file.openReadStream(entry, (failure, stream) => { if (failure) throw failure; const body = []; stream.on('data', (c) => body.push(c)); stream.on('end', () => { const all = Buffer.concat(body); console.log(entry.fileName, entry.uncompressedSize, all.length, require('zlib').crc32(all) === entry.crc32); file.readEntry(); }); });
    });
    file.on('end', () => console.log('end'));
  });
});
