'use strict';
const fs = require('fs-extra'); const path = require('path'); const dir = path.join(require('os').tmpdir(), `extra-${process.pid}`);
(async () => {
  await fs.outputJson(path.join(dir, 'x', 'a.json'), { a: [1] }); console.log(await fs.readJson(path.join(dir, 'x', 'a.json')));
  await fs.ensureFile(path.join(dir, 'y', 'b.txt')); console.log(await fs.pathExists(path.join(dir, 'y', 'b.txt')));
  await fs.move(path.join(dir, 'x', 'a.json'), path.join(dir, 'z.json')); console.log((await fs.readdir(dir)).sort());
  await fs.remove(dir); console.log(await fs.pathExists(dir));
})();
