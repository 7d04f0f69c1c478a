for (const value of ['1', '1.5', 1.5, true, {}, null, undefined, NaN, 'a', '', -1, 256, 2 ** 40, '0x10', 5n]) {
  try {
    process.exitCode = value;
    print(String(value), typeof process.exitCode, process.exitCode);
  } catch (error) {
    print(String(value), String(error));
  }
}
for (const value of ['a', 1.5, {}]) {
  try { process.exit(value); } catch (error) { print(String(error)); }
}
process.exitCode = 4;
process.exit(null);
