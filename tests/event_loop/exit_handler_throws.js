process.on('exit', () => { throw new Error('in exit'); });
try { process.exit(3); } catch (error) { print('caught', error.message); }
process.removeAllListeners('exit');
setTimeout(() => print('alive'), 1);
