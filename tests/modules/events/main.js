const EventEmitter = require('events');
const print = (...parts) => process.stdout.write(`${parts.map(String).join(' ')}\n`);
const attempt = (what) => { try { return what(); } catch (error) { return `${error.name} ${error.code} ${error.message} ${Object.keys(error)}`; } };
process.on('warning', (warning) => print('warning', warning.name, warning.message, warning.count, String(warning.type)));

const emitter = new EventEmitter();
const log = [];
emitter.on('x', function (...args) { log.push('on', args.join(), this === emitter); });
emitter.once('x', (...args) => log.push('once', args.join()));
emitter.prependListener('x', () => log.push('first'));
emitter.prependOnceListener('x', () => log.push('very first'));
print(emitter.emit('x', 1, 2), emitter.emit('x', 3), emitter.emit('nothing'), log.join(' '));
print(emitter.listenerCount('x'), emitter.eventNames().join(), emitter.listeners('x').length, emitter.rawListeners('x').length);

// Changes while emitting do not touch the emission under way.
const changing = new EventEmitter();
const seen = [];
changing.on('a', () => { seen.push(1); changing.removeListener('a', second); changing.on('a', () => seen.push('late')); });
const second = () => seen.push(2);
changing.on('a', second);
changing.emit('a');
changing.emit('a');
print(seen.join());

// newListener, removeListener.
const watched = new EventEmitter();
watched.on('newListener', (type, listener) => log.push(`new ${String(type)} ${typeof listener} ${watched.listenerCount(type)}`));
watched.on('removeListener', (type) => log.push(`gone ${String(type)}`));
log.length = 0;
const handler = () => {};
watched.on('a', handler).once('b', handler).off('a', handler).emit('b');
watched.on('c', handler).on('c', handler).removeAllListeners('c');
watched.removeAllListeners();
print(log.join('; '), watched.eventNames().length);

// Errors.
print(attempt(() => emitter.emit('error')));
print(attempt(() => emitter.emit('error', 'text')));
print(attempt(() => emitter.emit('error', 42)));
print(attempt(() => emitter.emit('error', null)));
print(attempt(() => emitter.emit('error', new TypeError('thrown as it is'))));
emitter.on(EventEmitter.errorMonitor, (error) => print('monitor', error.message));
print(attempt(() => emitter.emit('error', new Error('seen'))));
emitter.on('error', (error) => print('handled', error.message));
print(emitter.emit('error', new Error('heard')));
for (const bad of [undefined, null, 1, 'f', {}]) print(attempt(() => emitter.on('x', bad)));
print(attempt(() => emitter.once('x')), attempt(() => emitter.off('x')), attempt(() => emitter.prependListener('x', 1)));
for (const bad of [-1, NaN, '1', undefined]) print(attempt(() => emitter.setMaxListeners(bad)));
print(attempt(() => { EventEmitter.defaultMaxListeners = -1; }), attempt(() => EventEmitter.setMaxListeners(-1)));

// Limits.
const many = new EventEmitter();
for (let i = 0; i < 12; i++) many.on('x', () => {});
many.setMaxListeners(1).on('y', () => {}).on('y', () => {}).on(Symbol('s'), () => {});
print(many.getMaxListeners(), emitter.getMaxListeners(), EventEmitter.defaultMaxListeners, EventEmitter.getMaxListeners(many));
class Mine extends EventEmitter {}
const mine = new Mine();
mine.setMaxListeners(0);
for (let i = 0; i < 20; i++) mine.on('x', () => {});
mine.setMaxListeners(2).on('z', () => {}).on('z', () => {}).on('z', () => {});

// Old ways of inheriting.
function Old() { EventEmitter.call(this); }
Object.setPrototypeOf(Old.prototype, EventEmitter.prototype);
const old = new Old();
old.on('x', () => print('old heard'));
print(old.emit('x'), old instanceof EventEmitter, EventEmitter.EventEmitter === EventEmitter);
const mixed = Object.assign({}, EventEmitter.prototype);
mixed.on('x', () => print('mixed heard'));
print(mixed.emit('x'), Object.keys(new EventEmitter()).join(), EventEmitter.prototype.on === EventEmitter.prototype.addListener);

// Raw and wrapped listeners.
const raw = new EventEmitter();
raw.once('x', handler);
print(raw.listeners('x')[0] === handler, raw.rawListeners('x')[0] === handler, raw.rawListeners('x')[0].listener === handler);
raw.off('x', handler);
print(raw.listenerCount('x'), raw.listenerCount('x', handler), EventEmitter.listenerCount(many, 'y'), EventEmitter.getEventListeners(many, 'y').length);
const prototypeKeys = new EventEmitter();
for (const name of ['__proto__', 'toString', 'constructor']) prototypeKeys.on(name, () => {});
print(prototypeKeys.eventNames().join(), prototypeKeys.emit('hasOwnProperty'));

// Promises.
(async () => {
  const source = new EventEmitter();
  setTimeout(() => source.emit('ready', 1, 2), 1);
  print('once', (await EventEmitter.once(source, 'ready')).join());
  setTimeout(() => source.emit('error', new Error('failed')), 1);
  print(await EventEmitter.once(source, 'ready').catch((error) => `rejected ${error.message}`), source.listenerCount('ready'), source.listenerCount('error'));
  setTimeout(() => { source.emit('data', 'a'); source.emit('data', 'b'); source.emit('end'); }, 1);
  const got = [];
  for await (const [value] of EventEmitter.on(source, 'data', { close: ['end'] })) got.push(value);
  print('on', got.join(), source.eventNames().length);
  const capturing = new EventEmitter({ captureRejections: true });
  capturing.on('x', async () => { throw new Error('from async'); });
  capturing.on('error', (error) => print('captured', error.message));
  capturing.emit('x');
})();
