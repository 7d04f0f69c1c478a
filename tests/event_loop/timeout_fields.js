const timer = setTimeout(() => print(timer.hasRef(), timer._destroyed), 7);
print(timer._idleTimeout, typeof timer._onTimeout, timer._repeat, timer._destroyed);
setTimeout(() => print(timer.hasRef(), timer._destroyed), 20);
const interval = setInterval(() => {}, 9);
print(interval._repeat);
clearInterval(interval);
print(interval._idleTimeout, interval._onTimeout, interval._destroyed);
