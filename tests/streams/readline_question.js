const readline = require('readline'); const { PassThrough } = require('stream'); const { promisify } = require('util');
const input = new PassThrough(); const output = new PassThrough(); output.on('data', (chunk) => console.log('out', JSON.stringify(String(chunk))));
const rl = readline.createInterface({ input, output, prompt: 'p> ' });
rl.prompt(); rl.on('line', (line) => console.log('line', line));
rl.question('name? ', (answer) => {
  console.log('answer', answer, rl.getPrompt());
  promisify(rl.question).call(rl, 'again? ').then((second) => { console.log('second', second); rl.close(); try { rl.question('x', () => {}); } catch (error) { console.log(error.code, error.message); } });
  input.write('two\n');
});
input.write('one\n');
rl.on('close', () => console.log('close', rl.closed));
