'use strict';
const { BufferListStream, BufferList } = require('bl');
const { bytes, digest, pieces } = require('../lib/data');

const data = bytes(5000);
const list = new BufferList(pieces(data, 1, 13, 700));
console.log(list.length, digest(list.slice()), digest(list.slice(3, 900)), list.get(4999), list.indexOf(data.subarray(700, 720)));
console.log(list.readUInt32BE(12), list.readDoubleLE(699), list.readInt16LE(0), list.toString('hex', 10, 30));
console.log(digest(list.shallowSlice(100, 2000).slice()), list.duplicate().length, list.consume(1500).length, digest(list.slice()));
const target = Buffer.alloc(100);
console.log(list.copy(target, 10, 5, 50) !== undefined, digest(target), BufferList.isBufferList(list), list.getBuffers?.().length);
console.log(list.append('text ü').append(new Uint8Array([1, 2])).slice(-9).toString('latin1'));
const stream = new BufferListStream((error, whole) => console.log('end', error, digest(whole)));
for (const piece of pieces(data, 300)) stream.write(piece);
stream.end();
stream.on('data', () => {});
