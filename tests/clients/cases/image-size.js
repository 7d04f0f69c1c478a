'use strict';
const { imageSize } = require('image-size');
const { thrown } = require('../lib/data');

const gif = Buffer.from('47494638396110002000800000000000ffffff2c', 'hex');
const png = Buffer.from('89504e470d0a1a0a0000000d494844520000012c000000c80806000000', 'hex');
const bmp = Buffer.alloc(60); bmp.write('BM'); bmp.writeUInt32LE(40, 14); bmp.writeUInt32LE(33, 18); bmp.writeInt32LE(-44, 22);
const webp = Buffer.alloc(40); webp.write('RIFF'); webp.write('WEBPVP8L', 8); webp.writeUInt8(0x2f, 20); webp.writeUInt32LE(99 | (49 << 14), 21);
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc000110800900140030122000211010311 01ffd9'.replace(/ /g, ''), 'hex');
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="12mm" height="50" viewBox="0 0 10 20"></svg>');
for (const [name, data] of Object.entries({ gif, png, bmp, webp, jpeg, svg })) {
  let line;
  try { line = JSON.stringify(imageSize(data)); } catch (error) { line = `${error.name}: ${error.message}`; }
  console.log(name, line);
}
console.log(thrown(() => imageSize(Buffer.from('nothing at all'))));
