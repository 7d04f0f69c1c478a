// Run by both; record.js keeps what Node writes to its two streams.
console.log();
console.log('text');
console.log('a', 1, { b: 2 }, [3], null, undefined);
console.log('%s is %d years and %i, %f, %j %o %O%c', 'Bob', 42, 42.5, 1.5, { a: 1 }, [1], { b: 2 }, 'css');
console.log('lone %s', '\ud800');
console.info('info');
console.debug('debug');
console.error('error', { a: 1 });
console.warn('warn');
console.log(new Map([[1, 2]]), new Set([1]));
console.log({ a: { b: { c: { d: 1 } } } });
console.log(-0, [-0], 1n, Symbol('s'));
console.dir({ a: { b: { c: { d: 1 } } } });
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } });
console.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } }, { customInspect: true });
console.dir({ a: 1 }, { colors: true });
console.dir('%s', 'x');
console.dirxml({ a: 1 }, 'b');

// Groups
console.group();
console.log('inside');
console.group('label', 1);
console.log('two\nlines');
console.log({ a: 'x'.repeat(50), b: 'y'.repeat(40) });
console.error('error inside');
console.groupEnd();
console.groupCollapsed('collapsed');
console.info('deeper');
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.log('outside');

// Counts and timers
console.count();
console.count();
console.count('x');
console.count(undefined);
console.count(null);
console.count({});
console.countReset();
console.count();
console.countReset('unknown');
console.time();
console.timeLog();
console.timeLog('default', 'more', { a: 1 });
console.timeEnd();
console.time('t');
console.time('t');
console.timeEnd('t');
console.timeEnd('t');
console.timeLog('u');
try { console.count(Symbol('s')); } catch (e) { console.log(e.name); }

// Assertions and traces
console.assert(true, 'not shown');
console.assert(false);
console.assert(false, 'with %s', 'text');
console.assert(0, { a: 1 }, 'b');
console.assert();
console.trace();
console.trace('here %d', 5);

// Tables
console.table();
console.table(5);
console.table('text');
console.table(null);
console.table([]);
console.table({});
console.table([1, 2, 3]);
console.table(['a', { b: 1 }, [2, 3]]);
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }], ['a']);
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }], ['c', 'z']);
console.table([1, { a: 1 }], ['a']);
console.table({ x: { a: 1 }, y: { a: 2 } });
console.table([[1, 2], [3, 4, 5]]);
console.table([{ 2: 'two', 1: 'one', a: 'letter' }]);
console.table([{ o: { a: 1 }, p: { a: 1, b: 2, c: 3 }, q: [1, 2, 3, 4, 5], r: () => {} }]);
console.table([{ s: 'it\'s', n: null, u: undefined, f: 1.5 }]);
console.table(new Map([['a', 1], ['b', { c: 1 }]]));
console.table(new Set(['a', 2, { b: 3 }]));
console.table(new Map([['a', 1]]).entries());
console.table(new Map([['a', 1]]).keys());
console.table(new Set(['a']).values());
console.table(new Set(['a']).entries());
console.table(new Uint8Array([1, 2]));
console.table([{ name: '日本語', text: 'é' }, { name: '😀', text: 'x' }]);
console.table([, 1]);
console.table([Symbol('s'), 1n]);
console.table([{ [Symbol('hidden')]: 1, a: 2 }]);
console.table(Object.create({ inherited: 1 }));
console.table([{ a: 1 }, 'primitive', { b: 2 }]);
console.group();
console.table([[1]]);
console.groupEnd();
try { console.table([], 5); } catch (e) { console.log(e.code, e.message); }
try { console.table([], { length: 1 }); } catch (e) { console.log(e.code, e.message); }

// Methods are bound and can be replaced
const { log } = console;
log('bound');
[1].forEach(console.log);
const original = console.log;
const lines = [];
console.log = (...args) => { lines.push(args); };
console.count('replaced');
console.table([1]);
console.group('replaced');
console.groupEnd();
console.log = original;
console.log(lines);
const { warn } = console;
console.warn = (...args) => { console.log('warned', args); };
console.assert(false, 'x');
console.warn = warn;

// The object itself
console.log(Object.keys(console).filter((key) => !['context', 'createTask'].includes(key)));
console.log(String(console), console[Symbol.toStringTag], console.log.name, console.log.length);
console.log(Object.getOwnPropertyDescriptor(globalThis, 'console').enumerable);
console.log(console.profile(), console.profileEnd(), console.timeStamp());
console.clear();

// Console on streams
const { Console } = console;
const stream = (name) => ({
  written: [],
  write(text) { this.written.push(text); },
  once() {},
  removeListener() {},
  listenerCount() { return 0; },
});
const out = stream();
const err = stream();
const own = new Console(out, err);
own.log('to out', { a: 1 });
own.error('to err');
own.group('g');
own.log('in\ngroup');
own.groupEnd();
own.count();
own.table([1]);
own.assert(false, 'asserted');
console.log(out.written, err.written);
console.log(own instanceof Console, console instanceof Console, {} instanceof Console);
const wide = new Console({ stdout: out, groupIndentation: 4 });
out.written = [];
wide.group();
wide.log('four');
wide.error('same stream');
console.log(out.written);
const colorful = new Console({ stdout: out, colorMode: true });
out.written = [];
colorful.log({ a: 1 });
console.log(out.written);
const deep = new Console({ stdout: out, inspectOptions: { depth: 0 } });
out.written = [];
deep.log({ a: { b: 1 } });
console.log(out.written);
const byStream = new Console({ stdout: out, stderr: err, inspectOptions: new Map([[out, { depth: 0 }], [err, { compact: false }]]) });
out.written = [];
err.written = [];
byStream.log({ a: { b: 1 } });
byStream.error({ a: { b: 1 } });
console.log(out.written, err.written);
console.log(Console(out) instanceof Console);
class Shouting extends Console { log(text) { super.log(text.toUpperCase()); } }
out.written = [];
const shouting = new Shouting(out);
shouting.log('loud');
shouting.count();
console.log(out.written, shouting instanceof Shouting);
const failing = new Console({ write() { throw new Error('closed'); }, once() {}, removeListener() {}, listenerCount() { return 0; } });
failing.log('ignored');
const strict = new Console({ stdout: { write() { throw new Error('closed'); } }, ignoreErrors: false });
try { strict.log('thrown'); } catch (e) { console.log(e.message); }
for (const options of [undefined, {}, { stdout: {} }, { stdout: out, stderr: {} }, { stdout: out, colorMode: 'no' },
  { stdout: out, groupIndentation: -1 }, { stdout: out, groupIndentation: 'x' }, { stdout: out, inspectOptions: 5 },
  { stdout: out, colorMode: true, inspectOptions: { colors: true } }]) {
  try { new Console(options); } catch (e) { console.log(e.code, e.message); }
}
