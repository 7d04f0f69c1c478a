'use strict';
(async () => {
  const { default: pLimit, limitFunction } = await import('p-limit');
  const limit = pLimit(2);
  let running = 0;
  let most = 0;
  const task = (value) => limit(async () => { running++; most = Math.max(most, running); await new Promise((resolve) => { setTimeout(resolve, 2); }); running--; return value * 2; });
  const all = [1, 2, 3, 4, 5].map(task);
  console.log(limit.activeCount, limit.pendingCount, await Promise.all(all), most, limit.concurrency);
  console.log((await Promise.allSettled([limit(() => { throw new Error('x'); }), limit(async (a, b) => a + b, 1, 2)])).map((end) => end.value ?? end.reason.message), await limit.map([1, 2], async (n, at) => n + at), await limitFunction(async (n) => n, { concurrency: 1 })(7));
  try {
    pLimit(0);
  } catch (error) {
    console.log(error.name, error.message);
  }
})();
