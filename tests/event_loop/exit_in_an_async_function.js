(async () => {
  await null;
  try { process.exit(5); } finally { print('finally'); }
})().catch(() => print('caught'));
setImmediate(() => print('never'));
