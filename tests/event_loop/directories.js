const here = process.cwd();
try { process.chdir('/nonexistent'); } catch (error) {
  print(error.code, error.errno, error.syscall, error.path === here, error.dest, Object.keys(error).join());
  print(error.message.replace(here, 'HERE'));
}
for (const value of [1, undefined]) try { process.chdir(value); } catch (error) { print(error.message); }
const mask = process.umask();
for (const value of ['x', -1, 1.5, '9', '22', 2 ** 33, {}]) {
  try { process.umask(value); print('set', process.umask()); } catch (error) { print(String(error).replace(/ Received ["'].*/, '')); }
}
process.umask(mask);
print(process.umask() === mask);
