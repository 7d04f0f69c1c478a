async function first() {
  print('first starts');
  await second();
  print('first ends');
}
async function second() {
  print('second');
}
first().then(() => print('then'));
process.nextTick(() => print('tick'));
Promise.resolve().then(() => print('a')).then(() => print('b')).then(() => print('c'));
print('script ends');
