const object = { get end() { process.exit(6); }, toJSON() { return this.end; } };
try { JSON.stringify([object]); } catch { print('caught'); }
print('after');
