for (let i = 0; i < 20; i++) setTimeout(() => print(i), 3);
