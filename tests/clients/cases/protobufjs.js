'use strict';
const protobuf = require('protobufjs');
const { bytes, digest, thrown, text } = require('../lib/data');

const root = protobuf.parse(`syntax = "proto3"; package t;
  message Inner { string s = 1; repeated sint32 z = 2; }
  message All { int32 a = 1; uint64 b = 2; bool c = 3; double d = 4; float e = 5; bytes f = 6; string g = 7; Inner h = 8; repeated Inner i = 9;
    map<string, int32> j = 10; enum K { X = 0; Y = 1; } K k = 11; oneof l { string m = 12; fixed32 n = 13; } sfixed64 o = 14; repeated uint32 p = 15; }`, { keepCase: true }).root;
const All = root.lookupType('t.All');
const value = { a: -5, b: protobuf.util.Long ? protobuf.util.Long.fromString('18446744073709551615', true) : 5, c: true, d: 1.5, e: 0.25, f: bytes(50), g: text(6), h: { s: 'ü', z: [-1, 300] }, i: [{ s: 'x' }, {}], j: { one: 1, two: -2 }, k: 1, n: 99, o: -7, p: [1, 2, 300] };
console.log(All.verify(value), All.verify({ a: 'x' }));
const encoded = All.encode(All.create(value)).finish();
console.log(Buffer.isBuffer(encoded), encoded.length, encoded.toString('hex'));
const decoded = All.decode(encoded);
console.log(JSON.stringify(All.toObject(decoded, { enums: String, longs: String, bytes: String, defaults: true, oneofs: true })));
console.log(Buffer.isBuffer(decoded.f), decoded.f.equals(value.f), digest(All.encodeDelimited({ g: text(500) }).finish()));
console.log(thrown(() => All.decode(encoded.subarray(0, 40))), thrown(() => root.lookupType('none')));
const writer = protobuf.Writer.create().uint32(300).string('ü€').bytes(bytes(10)).double(-0).fork().sint64(-12345678901).ldelim().finish();
const reader = protobuf.Reader.create(writer);
console.log(Buffer.from(writer).toString('hex'), reader.uint32(), reader.string(), reader.bytes().length, Object.is(reader.double(), -0));
