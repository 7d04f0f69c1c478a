const immediate = setImmediate(() => print(immediate.hasRef(), immediate._destroyed));
setTimeout(() => print(immediate.hasRef(), immediate._destroyed), 60);
const cleared = setImmediate(() => print('never'));
clearImmediate(cleared);
print(cleared.hasRef(), cleared._destroyed, immediate._destroyed);
