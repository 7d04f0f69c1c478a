'use strict';
const archiver = require('archiver'); const { PassThrough } = require('stream');
const archive = archiver('tar', { gzip: true }); const out = new PassThrough(); const chunks = [];
out.on('data', (c) => chunks.push(c)); out.on('end', () => { const all = require('zlib').gunzipSync(Buffer.concat(chunks)); console.log(all.length % 512, all.subarray(0, 5).toString()); });
archive.on('error', (error) => console.log(error)); archive.pipe(out); archive.append('text', { name: 'a.txt', date: new Date(0) }); archive.append(Buffer.from('b'), { name: 'b.bin', date: new Date(0) }); archive.finalize();
const zip = archiver('zip', { zlib: { level: 9 } }); const parts = []; zip.on('data', (c) => parts.push(c)); zip.on('end', () => console.log(Buffer.concat(parts).subarray(0, 4))); zip.append('z'.repeat(500), { name: 'z' }); zip.finalize();
