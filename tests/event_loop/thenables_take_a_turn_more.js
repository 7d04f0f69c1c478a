Promise.resolve({ then(resolve) { print('then called'); resolve('thenable'); } }).then(print);
Promise.resolve('plain').then(print).then(() => print('second'));
new Promise((resolve) => resolve(Promise.resolve('nested'))).then(print);
Promise.resolve().then(() => print(1)).then(() => print(2)).then(() => print(3));
