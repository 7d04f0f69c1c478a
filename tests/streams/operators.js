const { Readable } = require('stream');
(async () => {
  const numbers = () => Readable.from([1, 2, 3, 4, 5]);
  console.log(await numbers().map((n) => n * 2).toArray());
  console.log(await numbers().map(async (n) => n * 3, { concurrency: 2 }).toArray());
  console.log(await numbers().filter((n) => n % 2).toArray());
  console.log(await numbers().flatMap((n) => [n, n]).take(4).toArray());
  console.log(await numbers().drop(3).toArray(), await numbers().take(0).toArray());
  console.log(await numbers().some((n) => n > 4), await numbers().every((n) => n > 4), await numbers().find((n) => n > 2));
  console.log(await numbers().reduce((a, b) => a + b), await numbers().reduce((a, b) => a + b, 10));
  await numbers().forEach((n) => console.log(n));
  await Readable.from([]).reduce((a, b) => a).catch((error) => console.log(error.name, error.code, error.message));
  await numbers().map(() => { throw new Error('mapper'); }).toArray().catch((error) => console.log(error.message));
  for (const bad of [() => numbers().map(5), () => numbers().take(-1), () => numbers().map(() => {}, { concurrency: 0 })]) {
    try { bad(); } catch (error) { console.log(error.code, error.message); }
  }
})();
