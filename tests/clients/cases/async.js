'use strict';
const async = require('async');

const later = (value, ms = 1) => (done) => setTimeout(done, ms, null, value);
async.parallel({ a: later(1, 9), b: later(2, 60) }, (error, result) => console.log('parallel', error, result));
async.series([later('x', 15), later('y', 10)], (error, result) => console.log('series', result));
async.waterfall([later(1, 80), (n, done) => done(null, n + 1, 'z'), (n, s, done) => done(null, [n, s])], (error, result) => console.log('waterfall', result));
async.auto({ one: later(1, 110), two: ['one', ({ one }, done) => done(null, one + 1)] }, (error, result) => console.log('auto', result));
async.timeout((done) => setTimeout(done, 400), 150)((error) => console.log('timeout', error.code));
(async () => {
  console.log(await async.mapLimit([3, 1, 2], 2, async (n) => n * 2), await async.filter([1, 2, 3], async (n) => n > 1), await async.reduce([1, 2], 0, async (a, b) => a + b), await async.sortBy([3, 1], async (n) => n), await async.detect([1, 2], async (n) => n === 2), await async.groupBy(['aa', 'b'], async (s) => s.length));
  const queue = async.queue(async (task) => { if (task === 'bad') throw new Error('task'); return task; }, 2);
  queue.error((error, task) => console.log('queue error', error.message, task));
  queue.push(['p', 'bad', 'q'], (error, task) => console.log('done', task));
  await queue.drain();
  let tries = 0;
  console.log(await async.retry({ times: 4, interval: 1 }, async () => { if (++tries < 3) throw new Error('no'); return tries; }), await async.whilst(async () => tries < 6, async () => ++tries), await async.race([later('slow', 30), later('fast')]));
  const heap = async.priorityQueue((task, done) => { console.log('prio', task); done(); }, 1);
  heap.push('low', 5); heap.push('high', 1);
  await heap.drain();
  console.log(await async.eachOfSeries({ a: 1, b: 2 }, async (v, k) => console.log(k, v)), await async.concat([1, 2], async (n) => [n, n]), await async.reflectAll([later(1), (done) => done(new Error('r'))]).length);
})();
