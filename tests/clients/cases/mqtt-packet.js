'use strict';
const mqtt = require('mqtt-packet');
const { bytes, digest, pieces } = require('../lib/data');

const packets = [
  { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'id', keepalive: 30, username: 'ü', password: Buffer.from('pw'), will: { topic: 't', payload: Buffer.from('gone'), qos: 1 } },
  { cmd: 'publish', topic: 'a/€', payload: bytes(300), qos: 2, messageId: 7, retain: true, dup: false }, { cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: 'x/#', qos: 1 }] },
  { cmd: 'suback', messageId: 9, granted: [0, 128] }, { cmd: 'pingreq' }, { cmd: 'puback', messageId: 2 }, { cmd: 'disconnect' },
  { cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['x', 'y'] }];
const wire = Buffer.concat(packets.map((packet) => mqtt.generate(packet)));
console.log(wire.length, digest(wire), wire.toString('hex', 0, 60));
for (const sizes of [[wire.length], [1], [7, 90]]) {
  const parser = mqtt.parser({ protocolVersion: 4 });
  const seen = [];
  parser.on('packet', (packet) => seen.push(`${packet.cmd} ${packet.length} ${packet.payload ? digest(packet.payload) : JSON.stringify(packet.subscriptions ?? packet.will?.payload ?? packet.messageId ?? null)}`));
  parser.on('error', (error) => seen.push(error.message));
  for (const piece of pieces(wire, ...sizes)) parser.parse(piece);
  console.log(seen.join('\n'));
}
const parser = mqtt.parser();
parser.on('error', (error) => console.log(error.message));
parser.parse(Buffer.from([0, 0, 1]));
const five = mqtt.generate({ cmd: 'publish', topic: 't', payload: 'p', properties: { userProperties: { a: 'b' }, correlationData: Buffer.from([1, 2]), messageExpiryInterval: 5 } }, { protocolVersion: 5 });
console.log(five.toString('hex'));
