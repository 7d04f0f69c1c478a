process.on('exit', (code) => { print('exit', code, process.exitCode); process.exit(5); });
process.on('exit', () => print('never'));
process.exit(3);
