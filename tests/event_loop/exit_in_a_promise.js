new Promise(() => { process.exit(4); }).catch(() => print('caught')).finally(() => print('finally'));
print('after');
