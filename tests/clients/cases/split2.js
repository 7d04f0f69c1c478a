'use strict';
const split = require('split2');
const { pieces, text } = require('../lib/data');

const lines = Array.from({ length: 200 }, (_, at) => text(at % 9));
const stream = split();
const out = [];
stream.on('data', (line) => out.push(line));
stream.on('end', () => console.log(out.length, out.every((line, at) => line === lines[at]), typeof out[0]));
for (const piece of pieces(Buffer.from(lines.join('\n')), 1, 2, 3, 50)) stream.write(piece);
stream.end();
const json = split(JSON.parse);
json.on('data', (value) => console.log(value));
json.on('error', (error) => console.log(error.name));
json.write('{"a":1}\n[2]\n');
json.end('"end"');
split(/[;,]/, (part) => part.toUpperCase()).on('data', (part) => console.log(part)).end('a;b,c');
