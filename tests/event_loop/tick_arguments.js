process.nextTick(function (...args) { print(this === undefined, args.length, args.join()); }, 1, 'b', null);
process.nextTick(() => print(typeof process.nextTick(() => {})));
