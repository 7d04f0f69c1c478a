'use strict'; const c = require('crypto');

c.getHashes().filter((name) => !/sm3|blake2|md5-sha1|shake/i.test(name))

c.getHashes().filter((name) => !/sm3|blake2|md5-sha1|shake/i.test(name)).map((name) => c.createHash(name).update('abc').digest('hex'))

['sha-1', 'SHA2-256', 'Sha512/224', 'SHA-512/256', 'ripemd-160'].map((name) => c.createHash(name).digest('hex'))

['a', '', 'x'.repeat(200), '\u20ac', '\ud800'].map((text) => c.createHash('sha256').update(text).digest('base64'))

c.createHash('nope')

c.createHash()

c.createHash(5)

c.createHash('md5', 5).digest('hex')

c.createHash('md5', { outputLength: 5 })

c.createHash('md5', { outputLength: 0 })

c.createHash('md5', { outputLength: 'x' })

c.createHash('md5', { outputLength: -1 })

c.createHash('md5', { outputLength: 16 }).digest('hex')

c.createHash('md5').update()

c.createHash('md5').update(5)

c.createHash('md5').update({})

c.createHash('md5').update(new ArrayBuffer(3))

c.createHash('md5').update('abc', 'hex')

c.createHash('md5').update('abcd', 'hex').digest('hex')

c.createHash('md5').update('YWJj', 'base64').digest('hex')

c.createHash('md5').update('\u00ff', 'latin1').digest('hex')

c.createHash('md5').update('a', 'nope').digest('hex')

c.createHash('md5').update(new Uint16Array([1, 2])).digest('hex')

c.createHash('md5').update(new Uint8Array([9, 1, 2, 9]).subarray(1, 3)).digest('hex')

c.createHash('md5').update(new DataView(new ArrayBuffer(4), 1, 2)).digest('hex')

c.createHash('md5').update('a').update('b').digest('hex')

c.createHash('md5').update('a').digest()

c.createHash('md5').update('a').digest('buffer')

c.createHash('md5').update('a').digest('nope')

c.createHash('md5').update('a').digest(5)

c.createHash('md5').update('a').digest(null)

c.createHash('md5').update('a').digest('latin1')

c.createHash('md5').update('a').digest('base64url')

c.createHash('md5').update('a').digest('BASE64')

c.createHash('md5').update('a').digest('utf8').length

const h = c.createHash('md5'); h.digest(); h.digest()

const h = c.createHash('md5'); h.digest(); h.update('a')

const h = c.createHash('md5'); h.digest(); h.copy()

const h = c.createHash('md5').update('a'); const d = h.copy(); h.update('b'); return [h.digest('hex'), d.digest('hex')]

c.createHash('md5').copy({ outputLength: 3 })

const h = c.createHash('md5'); return h.update('a') === h

c.createHash('md5') instanceof c.Hash

c.Hash('md5').update('a').digest('hex')

new c.Hash('md5').update('a').digest('hex')

c.createHash('md5').constructor.name

c.hash('md5', 'abc')

c.hash('md5', 'abc', 'buffer')

c.hash('md5', 'abc', 'BUFFER')

c.hash('md5', 'abc', 'base64')

c.hash('md5', new Uint8Array([1]), { outputEncoding: 'base64' })

c.hash('md5', 'abc', { outputLength: 16 })

c.hash('md5', 'abc', { outputLength: 4 })

c.hash('md5', 'abc', 'nope')

c.hash('md5', 'abc', 5)

c.hash('md5', 'abc', { outputEncoding: 5 })

c.hash('nope', 'abc')

c.hash(5, 'abc')

c.hash('md5', 5)

c.hash('md5')

c.getHashes().filter((name) => !/sm3|blake2|md5-sha1|shake/i.test(name)).map((name) => c.createHmac(name, 'key').update('abc').digest('hex'))

['', 'k', 'x'.repeat(300)].map((key) => c.createHmac('sha512', key).update('d').digest('hex'))

c.createHmac('sha3-256', 'x'.repeat(136)).digest('hex')

c.createHmac('sha3-256', 'x'.repeat(137)).digest('hex')

c.createHmac('nope', 'k')

c.createHmac('sha1')

c.createHmac('sha1', 5)

c.createHmac(5, 'k')

c.createHmac('sha1', Buffer.from('k')).update('d').digest('hex')

c.createHmac('sha1', new ArrayBuffer(2)).digest('hex')

c.createHmac('sha1', 'abcd', { encoding: 'hex' }).update('d').digest('hex')

c.createHmac('sha1', 'k').update('abc', 'hex')

c.createHmac('sha1', 'k').update(5)

const m = c.createHmac('sha1', 'k'); m.digest(); return [m.digest(), m.digest('hex')]

const m = c.createHmac('sha1', 'k'); m.digest(); m.update('x')

c.Hmac('sha1', 'k').digest('hex')

c.createHmac('sha1', 'k') instanceof c.Hmac

c.randomBytes(0)

c.randomBytes(16).length

c.randomBytes(16).equals(c.randomBytes(16))

c.randomBytes(1.5).length

c.randomBytes(-1)

c.randomBytes('a')

c.randomBytes(2 ** 31)

c.randomBytes(NaN)

c.randomBytes()

c.randomBytes(4, 5)

return new Promise((resolve) => c.randomBytes(4, (error, bytes) => resolve([error, bytes.length])))

const b = Buffer.alloc(8); return [c.randomFillSync(b) === b, b.some((byte) => byte !== 0)]

const b = Buffer.alloc(64); c.randomFillSync(b, 32); return [b.subarray(0, 32).every((byte) => byte === 0), b.subarray(32).some((byte) => byte !== 0)]

const b = new Uint32Array(4); c.randomFillSync(b, 1, 2); return [b[0], b[3], b[1] + b[2] > 0]

c.randomFillSync(new ArrayBuffer(4)).byteLength

c.randomFillSync(new Float64Array(2)).length

c.randomFillSync(Buffer.alloc(4), 1.5)[0]

c.randomFillSync('x')

c.randomFillSync()

c.randomFillSync(Buffer.alloc(4), 5)

c.randomFillSync(Buffer.alloc(4), -1)

c.randomFillSync(Buffer.alloc(4), 'x')

c.randomFillSync(Buffer.alloc(4), NaN)

c.randomFillSync(Buffer.alloc(4), 1, 9)

c.randomFillSync(Buffer.alloc(4), 1, -1)

c.randomFillSync(Buffer.alloc(4), 1, 'x')

c.randomFillSync(new Uint32Array(2), 1, 2)

return new Promise((resolve) => c.randomFill(Buffer.alloc(4), (error, bytes) => resolve([error, bytes.length])))

return new Promise((resolve) => c.randomFill(Buffer.alloc(4), 4, (error, bytes) => resolve([error, bytes])))

return new Promise((resolve) => c.randomFill(Buffer.alloc(4), 0, 0, (error, bytes) => resolve([error, bytes])))

c.randomFill(Buffer.alloc(4))

c.randomFill('x', () => {})

c.randomInt(1)

c.randomInt(5, 6)

c.randomInt(-7, -6)

Array.from({ length: 100 }, () => c.randomInt(3)).every((number) => [0, 1, 2].includes(number))

Array.from({ length: 100 }, () => c.randomInt(-2, 2)).every((number) => number >= -2 && number < 2)

c.randomInt(0)

c.randomInt(5, 5)

c.randomInt('a')

c.randomInt(1.5)

c.randomInt()

c.randomInt(1, 'a')

c.randomInt('a', 1)

c.randomInt(2 ** 48)

c.randomInt(2 ** 48 - 1) >= 0

c.randomInt(-5, 2 ** 48)

c.randomInt(Number.MIN_SAFE_INTEGER, 0)

c.randomInt(2, 5, 5)

return new Promise((resolve) => c.randomInt(1, (...args) => resolve(args)))

return new Promise((resolve) => c.randomInt(4, 5, (...args) => resolve(args)))

/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(c.randomUUID())

c.randomUUID() === c.randomUUID()

c.randomUUID({ disableEntropyCache: true }).length

c.randomUUID(5)

c.randomUUID({ disableEntropyCache: 5 })

const a = new Uint8Array(32); return [c.getRandomValues(a) === a, a.some((byte) => byte !== 0)]

c.getRandomValues(new BigInt64Array(1)).length

c.getRandomValues(new Uint8Array(65536)).length

c.webcrypto.getRandomValues(new Int16Array(3)).length

const { getRandomValues } = c.webcrypto; getRandomValues(new Uint8Array(1))

c.webcrypto.randomUUID().length

c.webcrypto.constructor.name

Object.prototype.toString.call(c.webcrypto)

c.webcrypto.subtle === c.subtle

return c.subtle.digest('SHA-256', Buffer.from('abc'))

return c.subtle.digest({ name: 'sha-1' }, new ArrayBuffer(3))

c.timingSafeEqual(Buffer.from('a'), Buffer.from('a'))

c.timingSafeEqual(Buffer.from('a'), Buffer.from('b'))

c.timingSafeEqual(new ArrayBuffer(2), new DataView(new ArrayBuffer(2)))

c.timingSafeEqual(new Uint16Array([1]), new Uint8Array([1, 0]))

c.timingSafeEqual(Buffer.from('a'), Buffer.from('bb'))

c.timingSafeEqual('a', 'b')

c.timingSafeEqual(Buffer.from('a'))

c.pbkdf2Sync('p', 's', 1, 8, 'sha1')

c.pbkdf2Sync('password', 'salt', 1000, 70, 'sha512').toString('hex')

c.pbkdf2Sync(Buffer.from('p'), new ArrayBuffer(4), 3, 33, 'sha256').toString('hex')

c.pbkdf2Sync('p', 's', 1, 0, 'sha1')

c.pbkdf2Sync('p', 's', 1, 8)

c.pbkdf2Sync('p', 's', 0, 8, 'sha1')

c.pbkdf2Sync('p', 's', 1, -1, 'sha1')

c.pbkdf2Sync('p', 's', 1, 8, 'nope')

c.pbkdf2Sync(5, 's', 1, 8, 'sha1')

c.pbkdf2Sync('p', 5, 1, 8, 'sha1')

c.pbkdf2Sync('p', 's', 'x', 8, 'sha1')

c.pbkdf2Sync('p', 's', 1, 'x', 'sha1')

return new Promise((resolve) => c.pbkdf2('p', 's', 1, 8, 'sha1', (...args) => resolve(args)))

c.pbkdf2('p', 's', 1, 8, 'sha1')

c.pbkdf2('p', 's', 1, 8, () => {})

c.hkdfSync('sha256', 'key', 'salt', 'info', 42)

c.hkdfSync('sha512', Buffer.from('key'), '', Buffer.alloc(0), 100)

c.hkdfSync('sha256', 'key', 'salt', 'info', 0)

c.hkdfSync('nope', 'key', 'salt', 'info', 8)

c.hkdfSync('sha256', 'key', 'salt', 'info', 255 * 32 + 1)

c.hkdfSync('sha256', 'key', 'salt', 'x'.repeat(1025), 8)

c.hkdfSync('sha256', 5, 'salt', 'info', 8)

c.hkdfSync('sha256', 'key', 5, 'info', 8)

c.hkdfSync('sha256', 'key', 'salt', 5, 8)

c.hkdfSync('sha256', 'key', 'salt', 'info', -1)

c.hkdfSync(5, 'key', 'salt', 'info', 8)

return new Promise((resolve) => c.hkdf('sha256', 'key', 'salt', 'info', 8, (...args) => resolve(args)))

[c.createHash, c.createHmac, c.randomBytes, c.randomFill, c.randomFillSync, c.randomInt, c.randomUUID, c.getRandomValues, c.hash, c.pbkdf2, c.hkdf]

Object.keys(c.Hmac.prototype).filter((key) => key[0] !== '_')
