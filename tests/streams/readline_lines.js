const readline = require('readline'); const { PassThrough } = require('stream');
const input = new PassThrough();
const rl = readline.createInterface({ input });
rl.on('line', (line) => console.log('line', JSON.stringify(line)));
for (const event of ['pause', 'resume', 'close']) rl.on(event, () => console.log(event));
for (const part of ['one\ntw', 'o\r\nthree\r', '\nfo\u2028ur\n\n', Buffer.from('fünf').subarray(0, 2), Buffer.from('fünf').subarray(2), '\rlast']) input.write(part);
setTimeout(() => input.end(), 5);
console.log(rl.terminal, rl.line, rl.getPrompt());
