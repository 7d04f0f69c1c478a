try { [3, 1, 2].sort(() => process.exit(7)); } catch { print('caught'); } finally { print('finally'); }
print('after');
