'use strict';
const tar = require('tar'); const fs = require('fs'), path = require('path'); const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'tar-'));
fs.writeFileSync(path.join(dir, 'a.txt'), 'hello'.repeat(50)); fs.mkdirSync(path.join(dir, 'd')); fs.writeFileSync(path.join(dir, 'd', 'b.bin'), Buffer.alloc(2000, 7));
(async () => {
  await tar.c({ gzip: true, file: path.join(dir, 'all.tgz'), cwd: dir, portable: true }, ['a.txt', 'd']);
  const names = []; await tar.t({ file: path.join(dir, 'all.tgz'), onentry: (entry) => names.push(`${entry.path} ${entry.size} ${entry.type}`) }); console.log(names);
  fs.mkdirSync(path.join(dir, 'out')); await tar.x({ file: path.join(dir, 'all.tgz'), cwd: path.join(dir, 'out') });
  console.log(fs.readFileSync(path.join(dir, 'out', 'a.txt'), 'utf8').length, fs.readFileSync(path.join(dir, 'out', 'd', 'b.bin')).length);
  fs.rmSync(dir, { recursive: true });
})();
