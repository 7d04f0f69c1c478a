setTimeout(() => print('5 first'), 5);
setTimeout(() => print('10'), 10);
wait(6);
setTimeout(() => print('5 second'), 5);
wait(20);
