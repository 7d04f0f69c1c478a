const { duplexPair } = require('stream');
const [a, b] = duplexPair();
a.on('data', (chunk) => { console.log('a got', String(chunk)); });
b.on('data', (chunk) => { console.log('b got', String(chunk)); b.write(`echo ${chunk}`); });
b.on('end', () => { console.log('b end'); b.end(); });
a.on('end', () => console.log('a end'));
for (const [name, side] of [['a', a], ['b', b]]) for (const event of ['finish', 'close']) side.on(event, () => console.log(name, event));
a.write('one'); a.end('two');
