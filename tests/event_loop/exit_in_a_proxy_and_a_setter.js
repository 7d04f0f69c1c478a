const proxy = new Proxy({}, { has() { return Reflect.set({ set x(value) { process.exit(10); } }, 'x', 1); } });
try { 'key' in proxy; } catch { print('caught'); }
print('after');
