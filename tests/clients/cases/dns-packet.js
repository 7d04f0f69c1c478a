'use strict';
const packet = require('dns-packet');
const { bytes, thrown } = require('../lib/data');

const query = packet.encode({ type: 'query', id: 1, flags: packet.RECURSION_DESIRED, questions: [{ type: 'A', name: 'google.com' }, { type: 'TXT', name: 'ü.example' }] });
console.log(query.toString('hex'), packet.encodingLength(packet.decode(query)));
console.log(JSON.stringify(packet.decode(query)));
const answers = [
  { type: 'A', name: 'a.b', ttl: 120, data: '127.0.0.1' }, { type: 'AAAA', name: 'a.b', data: 'fe80::1' }, { type: 'TXT', name: 'a.b', data: [Buffer.from('x'), 'y ü'] },
  { type: 'MX', name: 'a.b', data: { preference: 5, exchange: 'mail.a.b' } }, { type: 'SRV', name: '_x._tcp.a.b', data: { port: 80, target: 'h.a.b', weight: 1, priority: 2 } },
  { type: 'CNAME', name: 'c.a.b', data: 'a.b' }, { type: 'SOA', name: 'a.b', data: { mname: 'ns.a.b', rname: 'root.a.b', serial: 5, refresh: 6, retry: 7, expire: 8, minimum: 9 } },
  { type: 'CAA', name: 'a.b', data: { flags: 128, tag: 'issue', value: 'x', issuerCritical: true } }, { type: 'DS', name: 'a.b', data: { keyTag: 1, algorithm: 1, digestType: 1, digest: bytes(20) } }];
const reply = packet.encode({ type: 'response', id: 65535, answers, additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 4096, flags: packet.DNSSEC_OK, options: [{ code: 12, length: 8 }] }] });
console.log(reply.length, reply.toString('base64'));
for (const answer of packet.decode(reply).answers) console.log(JSON.stringify(answer));
const stream = packet.streamEncode({ id: 7, questions: [{ name: 'x.y', type: 'ANY' }] });
console.log(stream.readUInt16BE(0) === stream.length - 2, packet.streamDecode(stream).questions[0].name);
console.log(thrown(() => packet.decode(Buffer.alloc(5))), thrown(() => packet.encode({ questions: [{ name: 'a'.repeat(70), type: 'A' }] })));
