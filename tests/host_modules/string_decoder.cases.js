const { StringDecoder: S } = require('string_decoder'); const { createHash } = require('crypto');
function chunks(name, ...list) { const d = new S(name); return [list.map((bytes) => [d.write(Buffer.from(bytes)), d.lastNeed, d.lastTotal, d.lastChar.toString('hex')]), d.end(), d.lastNeed]; }
function fuzz(name, count) {
  let seed = 12345; const random = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n; };
  const odd = [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xd8, 0xde, 0xc3, 0xff, 0xed, 0xa0, 0x61, 0x00]; const hash = createHash('sha256'); const d = new S(name);
  for (let i = 0; i < count; i++) { const bytes = Array.from({ length: random(6) }, () => (random(3) ? odd[random(odd.length)] : random(256))); hash.update(`${JSON.stringify(random(9) ? d.write(Buffer.from(bytes)) : d.end(Buffer.from(bytes)))}${d.lastNeed},${d.lastTotal},${d.lastChar.toString('hex')};`); }
  return hash.digest('hex');
}

Object.keys(require('string_decoder'))

['utf8', 'UTF-8', 'ucs2', 'UCS-2', 'utf16le', 'utf-16le', 'binary', 'latin1', 'ascii', 'hex', 'base64', 'base64url', '', null, undefined].map((name) => new S(name).encoding)

new S('nope')

new S(5)

new S({})

new S().write()

new S().write(5)

new S().write({})

new S().write(new ArrayBuffer(2))

new S().write('text')

new S().write(new Uint16Array([0x6162]))

new S().write(new DataView(new ArrayBuffer(1)))

S.prototype.write.call({}, Buffer.alloc(1))

Object.keys(S.prototype)

Object.keys(new S())

class T extends S {} return [new T('hex').write(Buffer.from('a')), new T() instanceof T]

chunks('utf8', [0xe2], [0x82], [0xac])

chunks('utf8', [0xe2], [0x61])

chunks('utf8', [0xf0, 0x9f], [0x98, 0x61])

chunks('utf8', [0xf0, 0x9f], [0x98], [0x80])

chunks('utf8', [0xff], [0x80], [0xc0])

chunks('utf8', [0xe2, 0x82], [0xe2], [])

chunks('utf8', [0xf0, 0x80, 0x80], [])

chunks('utf8', [0xf8, 0x80])

chunks('utf8', [0x80, 0x80, 0x80, 0x80, 0x80])

chunks('utf8', [0xed, 0xa0], [0x80])

chunks('utf8', [0xef, 0xbb], [0xbf, 0x61])

chunks('utf16le', [0x3d], [0xd8, 0, 0xde])

chunks('utf16le', [0x3d, 0xd8], [0], [0xde])

chunks('utf16le', [0x3d, 0xd8, 0], [0xde])

chunks('utf16le', [0x3d, 0xd8], [0x61, 0])

chunks('utf16le', [0x3d, 0xd8], [0x3d, 0xd8], [0, 0xde])

chunks('utf16le', [0x3d], [0xd8, 0x3d, 0xd8, 0, 0xde, 5])

chunks('utf16le', [0x61])

chunks('utf16le', [0x3d, 0xd8])

chunks('utf16le', [0x3d, 0xd8], [1])

chunks('base64', [1], [2], [3])

chunks('base64', [1, 2, 3, 4])

chunks('base64', [1], [2, 3, 4, 5])

chunks('base64url', [255, 254])

chunks('hex', [1], [2])

chunks('ascii', [0xe2])

chunks('latin1', [0xe2])

const d = new S(); return [d.write(Buffer.from([0xe2])), d.end(Buffer.from([0x82, 0xac, 0xe2])), d.end(), d.end('x')]

const d = new S(); d.write(Buffer.from([0xe2])); return [d.text(Buffer.from('abc'), 1), d.lastNeed]

new S().text(Buffer.from('abc'), 5)

['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1', 'ascii'].map((name) => [name, fuzz(name, 3000)])

fuzz('utf8', 20000)

[S, S.prototype.write, S.prototype.end]
