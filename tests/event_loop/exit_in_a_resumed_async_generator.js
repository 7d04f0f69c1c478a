async function* generator() {
  try { yield 1; process.exit(3); } catch { print('caught'); } finally { print('finally'); }
}
(async () => { for await (const value of generator()) print(value); })().then(() => print('never'), () => print('caught'));
setTimeout(() => print('nor this'), 1);
