async function* generator() { try { yield await process.exit(9); } finally { print('finally'); } }
(async () => { for await (const value of generator()) print(value); })().catch(() => print('caught'));
print('never');
