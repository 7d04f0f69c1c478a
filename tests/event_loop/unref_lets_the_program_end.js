setTimeout(() => print('never'), 200).unref();
setInterval(() => print('nor this'), 150).unref();
setTimeout(() => print('done'), 5);
