setTimeout(() => {
  print('outer 1');
  setTimeout(() => print('inner'), 1);
  wait(5);
}, 1);
setTimeout(() => print('outer 2'), 1);
setTimeout(() => print('other list'), 2);
wait(10);
