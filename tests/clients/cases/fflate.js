'use strict';
const fflate = require('fflate'); const zlib = require('zlib');
const data = Buffer.from('abc'.repeat(1000));
console.log(zlib.gunzipSync(fflate.gzipSync(data)).equals(data), zlib.inflateSync(fflate.zlibSync(data)).equals(data), Buffer.from(fflate.gunzipSync(zlib.gzipSync(data))).equals(data), Buffer.from(fflate.decompressSync(zlib.deflateRawSync(data))).equals(data));
const zipped = fflate.zipSync({ 'a.txt': fflate.strToU8('hi') }); console.log(fflate.strFromU8(fflate.unzipSync(zipped)['a.txt']));
