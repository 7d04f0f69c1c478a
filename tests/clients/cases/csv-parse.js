'use strict';
const { parse } = require('csv-parse');
const sync = require('csv-parse/sync');
const { pieces, text } = require('../lib/data');

const csv = Buffer.from('id,name,"a ""quoted"" one"\n1,ü€😀,"x\ny"\n2,,"3,4"\n');
console.log(sync.parse(csv, { columns: true }));
console.log(sync.parse('a;b\r\n1;2\r\n', { delimiter: ';', cast: true }), sync.parse(Buffer.from('\ufeffa\tb'), { bom: true, delimiter: '\t' }));
console.log(sync.parse(Buffer.from('a,b\n1,2', 'utf16le'), { encoding: 'utf16le' }));
try { sync.parse('a,b\n1'); } catch (error) { console.log(error.name, error.code, error.message); }
const parser = parse({ columns: true });
const rows = [];
parser.on('readable', () => { let row; while ((row = parser.read()) !== null) rows.push(row); });
parser.on('end', () => console.log(rows.length, JSON.stringify(rows[99]), JSON.stringify(rows).length));
parser.write('n,t\n');
const body = Buffer.from(Array.from({ length: 100 }, (_, at) => `${at},"${text(at % 7 + 1)}"\n`).join(''));
for (const piece of pieces(body, 1, 17, 100)) parser.write(piece);
parser.end();
