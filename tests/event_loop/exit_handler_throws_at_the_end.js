process.on('exit', () => { print('exit'); throw new Error('in exit'); });
