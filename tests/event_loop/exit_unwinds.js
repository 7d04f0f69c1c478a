process.on('exit', (code) => print('exit', code));
function* endless() { try { yield 1; } finally { print('generator finally'); } }
const iterable = {
  [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { print('closed'); return {}; } }; },
};
setTimeout(() => print('never'), 0);
process.nextTick(() => print('nor this'));
Promise.resolve().then(() => print('nor that'));
try {
  for (const value of endless()) {
    Array.from(iterable, () => {
      try { process.exit(3); } catch { print('caught'); } finally { print('finally'); }
    });
  }
} catch {
  print('caught outside');
} finally {
  print('finally outside');
}
print('after');
