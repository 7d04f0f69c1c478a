'use strict';
const MultiStream = require('multistream'); const { Readable } = require('stream');
new MultiStream([Readable.from([Buffer.from('a')]), () => Readable.from([Buffer.from('b')])]).on('data', (c) => console.log(String(c))).on('end', () => console.log('end'));
MultiStream.obj([Readable.from([{ a: 1 }]), Readable.from([{ b: 2 }])]).on('data', (o) => console.log(o));
