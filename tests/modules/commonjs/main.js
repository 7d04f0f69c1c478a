#!/usr/bin/env node
const print = (...parts) => process.stdout.write(`${parts.map(String).join(' ')}\n`);
const attempt = (what) => { try { return what(); } catch (error) { return `${error.name} ${error.code} ${error.message}`; } };

print('this', this === module.exports, this === exports, arguments.length);
print('file', __filename, __dirname);
print('module', module.id, module.path, module.filename, module.loaded, module.exports === exports, module.children.length);
print('paths', module.paths.slice(0, 2).join());
print('parent', module.parent, require.main === module, module.constructor.name, module instanceof require('module'));
print('own', Object.keys(module).join());

// Extensions, directories, JSON.
print(require('./lib/plain'), require('./lib/plain.js') === require('./lib/plain'));
print(JSON.stringify(require('./lib/data')), require('./lib/data.json') === require('./lib/data'));
print(require('./lib/dir'), require('./lib/dir/'), require('./lib/pkg'), require('./lib/pkg/sub'));
print(require('./lib/bom'), require('./lib/shebang'), require('./lib/only.cjs'));
print(require(`${__dirname}/lib/plain`), require('./lib/../lib/./plain'));

// Cycles see what is there so far.
const a = require('./lib/a');
print(a.done, a.b.done, a.b.sawA, JSON.stringify(module.children.map((child) => child.id.slice(__dirname.length))));
print(require.cache[require.resolve('./lib/b')].parent.id.slice(__dirname.length));

// An error takes the module out of the cache; the next require runs it again.
globalThis.runs = 0;
for (let i = 0; i < 2; i++) print(attempt(() => require('./lib/throws')), globalThis.runs);
print('cached', require.resolve('./lib/throws') in require.cache, module.children.some((child) => child.id.includes('throws')));

// The cache is the script's to change.
const plain = require.resolve('./lib/plain');
require.cache[plain].exports = 'replaced';
print(require('./lib/plain'));
delete require.cache[plain];
print(require('./lib/plain'));
require.cache[plain] = { exports: 'invented' };
print(require('./lib/plain'));

// module.exports replaced, exports kept; return at the top; strict mode of its own.
print(require('./lib/function')(2), JSON.stringify(require('./lib/returns')), require('./lib/sloppy'), require('./lib/strict'));
print(typeof leaked, typeof declared);

// Errors.
print(attempt(() => require('./lib/nothing')));
print(attempt(() => require('nothing')));
print(attempt(() => require('./lib/requires-nothing')));
print(attempt(() => require('')));
print(attempt(() => require(5)));
print(attempt(() => require()));
print(attempt(() => require('node:nothing')));
print(attempt(() => require('test')));
print(attempt(() => require('./lib/broken.json')).slice(0, `SyntaxError undefined ${__dirname}/lib/broken.json: `.length));
print(attempt(() => require('./lib/broken')).split('\n')[0]);
try { require('./lib/broken'); } catch (error) { print(error.stack.split('\n').slice(0, 3).join('|')); }
try { require('./lib/nothing'); } catch (error) { print(Object.keys(error).join(), JSON.stringify(error.requireStack)); }

// Built-in modules.
print(require('path') === require('node:path'), require('path').posix === require('path/posix'), typeof require('node:test'));
print(require.resolve('path'), require.resolve('node:path'), require.resolve.paths('path'), require.resolve.paths('./x').join());
print(process.getBuiltinModule('path') === require('path'), process.getBuiltinModule('nothing'));

// require.resolve with paths, require.extensions, module.require, createRequire, isBuiltin.
print(require.resolve('./plain', { paths: [`${__dirname}/lib`] }), attempt(() => require.resolve('./plain', { paths: [__dirname] })).split('\n')[0]);
require.extensions['.txt'] = (mod, file) => { mod.exports = `text of ${file.slice(__dirname.length)}`; };
print(require('./lib/note.txt'), require('./lib/note'));
print(module.require('./lib/plain'));
const { createRequire, isBuiltin, builtinModules } = require('module');
print(createRequire(`${__dirname}/lib/`)('./plain'), createRequire(`file://${__dirname}/lib/x.js`)('./plain'), attempt(() => createRequire('x')));
print(isBuiltin('path'), isBuiltin('node:path'), isBuiltin('node:test'), isBuiltin('test'), isBuiltin('x'), builtinModules.includes('path'));

// A module made by hand.
const Module = require('module');
const made = new Module('/made/up.js', module);
made.filename = '/made/up.js';
made._compile('module.exports = [__filename, typeof require, typeof exports]', '/made/up.js');
print(made.exports.join(), made.parent === module, made.id);
print('type', attempt(() => require('./typed/plain.cjs')));
