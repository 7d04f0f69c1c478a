const log = (tag) => (...args) => print(tag, ...args);
const f = log('f');
print(process.on('a', f) === process, process.listenerCount('a'), process.emit('a', 1, 2), process.emit('b'));
process.prependListener('a', log('front'));
process.once('a', log('once'));
process.prependOnceListener('a', log('front once'));
process.emit('a', 3);
process.emit('a', 4);
print(process.listeners('a').length, process.listeners('a')[1] === f);
process.off('a', f);
process.emit('a', 5);
process.removeAllListeners('a');
print(process.emit('a'), process.listenerCount('a'));
process.once('c', f);
print(process.listeners('c')[0] === f, process.rawListeners('c')[0] === f, process.rawListeners('c')[0].listener === f);
process.removeListener('c', f);
print(process.listenerCount('c'));
process.on('newListener', (name) => print('new', name));
process.on('removeListener', (name) => print('removed', name));
process.on('d', f);
process.off('d', f);
for (const bad of [undefined, 1, {}]) try { process.on('e', bad); } catch (error) { print(String(error)); }
process.on('e', function () { process.off('e', second); print('e1', this === process); });
const second = log('e2');
process.on('e', second);
process.emit('e');
process.emit('e');
try { process.emit('error', { a: 1 }); } catch (error) { print(String(error)); }
try { process.emit('error', new RangeError('boom')); } catch (error) { print(String(error)); }
