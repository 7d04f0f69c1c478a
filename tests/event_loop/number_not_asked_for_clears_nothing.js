for (let i = 0; i < 5; i++) setTimeout(() => print(i), 2);
for (let number = 0; number < 200; number++) clearTimeout(number);
