'use strict';
(async () => {
  const { default: superjson } = await import('superjson');
  class Car { constructor(name) { this.name = name; } }
  superjson.registerClass(Car, { identifier: 'Car' });
  superjson.registerCustom({ isApplicable: (v) => Buffer.isBuffer(v), serialize: (v) => v.toString('hex'), deserialize: (v) => Buffer.from(v, 'hex') }, 'buffer');
  const shared = { s: 1 };
  const value = { d: new Date(5), u: undefined, n: NaN, i: -Infinity, z: -0, b: 2n ** 70n, r: /a/gi, set: new Set([1, 'x']), map: new Map([[{ k: 1 }, new Date(1)]]), e: new RangeError('bad'), url: new URL('http://x/?a=b'), car: new Car('vw'), one: shared, two: shared, t: new Uint8Array([1, 2]), buf: Buffer.from('hi'), 'a.b': [undefined] };
  const text = superjson.stringify(value);
  console.log(text);
  const back = superjson.parse(text);
  console.log(back.d.getTime(), 'u' in back, back.n, back.i, Object.is(back.z, -0), back.b, back.r, back.set, [...back.map], back.e.message, back.e.name, back.url.href, back.car instanceof Car, back.one === back.two, back.t, back.buf);
  try {
    superjson.parse('{"json":{"a":1},"meta":{"values":{"__proto__.x":["Date"]}}}');
  } catch (error) {
    console.log(error.message);
  }
})();
