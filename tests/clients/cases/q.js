'use strict';
(async () => {
  const { default: Q } = await import('q');
  const deferred = Q.defer();
  setTimeout(() => deferred.resolve('late'), 1);
  console.log(await deferred.promise, await Q.all([1, Q.delay(1).then(() => 2)]), (await Q.allSettled([Q(1), Q.reject(new Error('r'))])).map((r) => r.state), await Q([1, 2]).spread((a, b) => a + b));
  console.log(await Q({ a: { b: 5 } }).get('a').get('b'), await Q.delay(40).timeout(2, 'slow').catch((error) => error.message), await Q.fcall(() => { throw new TypeError('t'); }).catch((error) => error.name), Q.isPromise(Q(1)), await Q(1).finally(() => console.log('fin')));
})();
