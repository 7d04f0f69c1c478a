const { env } = process;
env.A = 1;
env.B = undefined;
env.C = null;
print(env.A, typeof env.A, env.B, env.C, 'A' in env, delete env.A, env.A, delete env.nothing);
print(env.toString === Object.prototype.toString, Object.keys(env).includes('B'), Object.prototype.toString.call(env));
try { env.S = Symbol(); } catch (error) { print(error.name); }
try { env[Symbol.iterator] = 1; } catch (error) { print(error.name); }
const descriptors = [
  { value: 1 }, { get() { return 1; } }, { value: 'x', writable: true, enumerable: true, configurable: true },
  { value: 3, configurable: true, writable: true },
];
for (const descriptor of descriptors) {
  try { Object.defineProperty(env, 'DP', descriptor); print(env.DP); } catch (error) { print(String(error)); }
}
print(JSON.stringify(Object.getOwnPropertyDescriptor(env, 'B')));
