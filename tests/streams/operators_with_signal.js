const { Readable } = require('stream');
(async () => {
  const controller = new AbortController();
  const endless = Readable.from((async function* () { let n = 0; while (true) { yield n++; await new Promise((r) => setTimeout(r, 1)); } })());
  setTimeout(() => controller.abort(), 5);
  await endless.toArray({ signal: controller.signal }).catch((error) => console.log(error.name, error.code, error.cause.name));
  console.log(endless.destroyed);
  await Readable.from([1]).reduce((a) => a, 0, { signal: AbortSignal.abort('why') }).catch((error) => console.log(error.name, error.cause));
})();
