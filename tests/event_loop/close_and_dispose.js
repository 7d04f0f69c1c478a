const timer = setTimeout(() => print('never'), 1);
print(timer.close() === timer);
const other = setTimeout(() => print('nor this'), 1);
print(other[Symbol.dispose]());
const immediate = setImmediate(() => print('nor that'));
immediate[Symbol.dispose]();
setTimeout(() => print('end'), 5);
