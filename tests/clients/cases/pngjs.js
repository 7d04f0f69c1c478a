'use strict';
const { PNG } = require('pngjs');
const { bytes, digest, thrown, pieces } = require('../lib/data');

const png = new PNG({ width: 40, height: 30 });
bytes(40 * 30 * 4).copy(png.data);
for (let at = 3; at < png.data.length; at += 4) png.data[at] = 255;
const file = PNG.sync.write(png, { deflateLevel: 0 });
console.log(Buffer.isBuffer(file), file.toString('hex', 0, 33));
const back = PNG.sync.read(file);
console.log(back.width, back.height, back.data.equals(png.data), back.depth, back.colorType, back.gamma);
console.log(digest(PNG.sync.read(PNG.sync.write(png, { colorType: 2, filterType: 4 })).data), PNG.sync.read(PNG.sync.write(png, { colorType: 0 })).data.length);
console.log(thrown(() => PNG.sync.read(Buffer.from('not a png at all'))), '|', thrown(() => PNG.sync.read(file.subarray(0, 60))));
const chunks = [];
png.pack().on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const parser = new PNG();
  parser.on('parsed', (data) => console.log('parsed', data.equals(png.data), parser.width));
  parser.on('error', (error) => console.log(error.message));
  for (const piece of pieces(Buffer.concat(chunks), 10, 333)) parser.write(piece);
  parser.end();
});
