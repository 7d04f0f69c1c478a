const warnings = [];
process.removeAllListeners('warning');
process.on('warning', (warning) => print(warning.name, warning.message));
for (const delay of [NaN, -1, -2, 2 ** 31, 'x', Infinity, undefined, null, '5', [7], 2 ** 31 - 1, 1.7]) {
  const timer = setTimeout(() => {}, delay);
  print(timer._idleTimeout);
  clearTimeout(timer);
}
try { setTimeout(() => {}, 1n); } catch (error) { print(error.name); }
try { setTimeout(() => {}, Symbol()); } catch (error) { print(error.name); }
