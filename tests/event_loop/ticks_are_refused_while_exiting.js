process.on('exit', () => { process.nextTick(() => print('never')); print(process._exiting); });
print(process._exiting);
