const { Readable } = require('stream');
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
new Readable({ read() {} }).destroy(new Error('nobody listens'));
process.nextTick(() => console.log('tick'));
