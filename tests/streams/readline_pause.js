const readline = require('readline'); const { PassThrough } = require('stream');
const input = new PassThrough(); const controller = new AbortController();
const rl = readline.createInterface({ input, signal: controller.signal });
for (const event of ['line', 'pause', 'resume', 'close']) rl.on(event, (line) => console.log(event, line));
rl.pause(); input.write('held\n');
setTimeout(() => { console.log('resuming'); rl.resume(); rl.write('written\n'); setTimeout(() => { controller.abort(); try { rl.pause(); } catch (error) { console.log(error.code); } }, 2); }, 2);
try { readline.createInterface({ input, completer: 5 }); } catch (error) { console.log(error.code, error.message); }
console.log(readline.Interface({ input: new PassThrough() }) instanceof readline.Interface, readline.Interface.length);
