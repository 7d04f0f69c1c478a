const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function worker(name, ms) {
  for (let i = 0; i < 3; i++) { await sleep(ms); print(name, i); }
}
await_all();
async function await_all() {
  await Promise.all([worker('fast', 15), worker('slow', 90)]);
  print('done');
}
