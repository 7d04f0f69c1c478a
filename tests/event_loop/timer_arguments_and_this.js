const timer = setTimeout(function (...args) {
  print(this === timer, args.join());
}, 1, 'a', 'b');
const immediate = setImmediate(function (...args) {
  print(this === immediate, args.join());
}, 'c', 'd');
const interval = setInterval(function (...args) {
  print(this === interval, args.join());
  clearInterval(this);
}, 4, 'e', 'f');
wait(5);
