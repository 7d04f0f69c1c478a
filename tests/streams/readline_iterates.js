const readline = require('readline'); const { Readable } = require('stream');
(async () => {
  for await (const line of readline.createInterface({ input: Readable.from(['a\nb\n', 'c']), crlfDelay: Infinity })) console.log(line);
  console.log('over');
})();
