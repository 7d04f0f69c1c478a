const emit = process.emit;
process.emit = function (name, ...args) {
  if (name === 'exit') print('emitting exit', args.join());
  return emit.call(this, name, ...args);
};
process.on('exit', (code) => print('exit', code));
