'use strict';
const Promise = require('bluebird');
const fs = Promise.promisifyAll(require('node:fs'));

class Mine extends Error {}
(async () => {
  console.log(await Promise.map([3, 1, 2], (n) => Promise.delay(n, n * 2), { concurrency: 2 }), await Promise.reduce([1, 2, 3], (a, b) => a + b, 0), await Promise.props({ a: 1, b: Promise.resolve(2) }), await Promise.filter([1, 2, 3], (n) => n > 1), await Promise.each([1, 2], (n) => n), await Promise.mapSeries([1, 2], (n, i) => n + i));
  console.log(await Promise.reject(new Mine('m')).catch(TypeError, () => 'wrong').catch(Mine, (error) => `right ${error.message}`), await Promise.try(() => { throw new RangeError('r'); }).catch((error) => error.name), await Promise.resolve([1, 2]).spread((a, b) => a + b), await Promise.join(1, Promise.delay(1, 2), (a, b) => a * b));
  console.log(await Promise.delay(50).timeout(5, 'late').catch(Promise.TimeoutError, (error) => error.message), await Promise.some([Promise.delay(1, 'a'), Promise.delay(30, 'b'), Promise.reject(new Error('e'))], 1), await Promise.any([Promise.reject(new Error('x')), 5]), (await fs.readFileAsync(__filename, 'utf8')).length > 100);
  const used = Promise.using(Promise.resolve('res').disposer((res) => console.log('freed', res)), (res) => { console.log('use', res); return 9; });
  console.log(await used, await Promise.fromCallback((done) => done(null, 'cb')), await Promise.method((x) => x)(4), Promise.resolve(1).isFulfilled(), await Promise.resolve({ f: () => 8 }).call('f'), await Promise.resolve({ g: 6 }).get('g'), await Promise.coroutine(function* (x) { return (yield Promise.delay(1, x)) + 1; })(1));
  const order = [];
  await Promise.resolve().tap(() => order.push('tap')).finally(() => order.push('finally')).reflect().then((r) => order.push(r.isFulfilled()));
  console.log(order, await Promise.promisify((a, done) => done(new Error(a)))('pro').catch((error) => error.message));
})();
