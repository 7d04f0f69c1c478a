function* generator() { try { yield process.exit(8); } finally { print('finally'); } }
const running = generator();
try { running.next(); } catch { print('caught'); }
try { running.return(); } catch { print('caught'); }
print('after');
