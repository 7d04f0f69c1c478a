const readline = require('readline/promises'); const { PassThrough } = require('stream');
(async () => {
  const input = new PassThrough(); const rl = readline.createInterface({ input, output: new PassThrough() });
  const first = rl.question('?'); input.write('answer\n'); console.log(await first);
  const controller = new AbortController(); const second = rl.question('?', { signal: controller.signal }); controller.abort('why');
  await second.catch((error) => console.log(error.name, error.cause));
  await rl.question('?', { signal: AbortSignal.abort() }).catch((error) => console.log(error.name));
  rl.on('line', (line) => console.log('line', line)); input.write('rest\n');
  setTimeout(() => rl.close(), 2);
  rl.on('close', () => console.log('close'));
})();
