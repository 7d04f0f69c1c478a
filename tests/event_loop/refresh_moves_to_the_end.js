const first = setTimeout(() => print('first'), 10);
setTimeout(() => print('second'), 10);
print(first.refresh() === first);
