'use strict'; const fs = require('fs');
fs.writeFileSync('file', 'hello'); fs.writeFileSync('other', 'longer than that'); fs.writeFileSync('empty', '');
fs.mkdirSync('dir'); fs.writeFileSync('dir/inner', 'x'); fs.symlinkSync('file', 'link');

fs.readFileSync('file')

fs.readFileSync('file', 'utf8')

fs.readFileSync('file', { encoding: 'hex' })

fs.readFileSync('file', 'base64')

fs.readFileSync('file', 'latin1')

fs.readFileSync('file', 'ucs2')

fs.readFileSync('file', 'buffer')

fs.readFileSync('empty')

fs.readFileSync('empty', 'utf8')

fs.readFileSync('file').buffer.byteLength >= 5

fs.readFileSync('link', 'utf8')

fs.readFileSync('/proc/self/stat').length > 10

fs.readFileSync('/dev/null')

fs.readFileSync('/proc/self/stat', 'latin1').length > 10

fs.writeFileSync('bad', new Uint8Array([0x61, 0xff, 0xe2, 0x82])); return fs.readFileSync('bad', 'utf8')

fs.writeFileSync('bom', '\ufeffx'); return fs.readFileSync('bom', 'utf8')

fs.readFileSync('no')

fs.readFileSync('no', 'utf8')

fs.readFileSync('dir')

fs.readFileSync('dir', 'utf8')

fs.readFileSync('file/x')

fs.readFileSync()

fs.readFileSync({})

fs.readFileSync(1.5)

fs.readFileSync(99)

fs.readFileSync(-1)

fs.readFileSync('')

fs.readFileSync('a\0b')

fs.readFileSync('file', 'foo')

fs.readFileSync('file', 5)

fs.readFileSync('file', { encoding: 5 })

fs.readFileSync('file', { encoding: '' })

fs.readFileSync('file', { flag: 'zz' })

fs.readFileSync('new', { flag: 'a+' })

fs.readFileSync('file', null)

fs.readFileSync('file', () => 1)

fs.readFileSync(new Uint8Array([0x66, 0x69, 0x6c, 0x65]), 'utf8')

fs.readFileSync(new Uint8Array([0x66, 0]))

fs.readFileSync(new Uint8Array([0xff]))

fs.readFileSync(new Uint16Array([111]))

fs.readFileSync({ href: 'file:///dev/null', protocol: 'file:', hostname: '', pathname: '/dev/null' })

fs.readFileSync({ href: 'http://x/', protocol: 'http:', hostname: 'x', pathname: '/' })

fs.readFileSync({ href: 'file://x/', protocol: 'file:', hostname: 'x', pathname: '/' })

fs.readFileSync({ href: 'file:///a%2fb', protocol: 'file:', hostname: '', pathname: '/a%2fb' })

fs.readFileSync({ href: 'file:///a%00b', protocol: 'file:', hostname: '', pathname: '/a%00b' })

fs.readFileSync({ href: 'file:///no%20such', protocol: 'file:', hostname: '', pathname: '/no%20such' })

fs.readFileSync({ get href() { throw new RangeError('mine') } })

const fd = fs.openSync('file'); const a = fs.readFileSync(fd, 'utf8'); const b = fs.readFileSync(fd, 'utf8'); fs.closeSync(fd); return [a, b]

fs.writeFileSync('out', 'text'); return fs.readFileSync('out')

fs.writeFileSync('out', '\u20acx', 'latin1'); return fs.readFileSync('out')

fs.writeFileSync('out', '6869', 'hex'); return fs.readFileSync('out')

fs.writeFileSync('out', 'aGk=', { encoding: 'base64' }); return fs.readFileSync('out')

fs.writeFileSync('out', '\ud800'); return fs.readFileSync('out')

fs.writeFileSync('out', new Uint16Array([1, 2])); return fs.readFileSync('out')

fs.writeFileSync('out', new Uint8Array([1, 2, 3, 4]).subarray(1, 3)); return fs.readFileSync('out')

fs.writeFileSync('out', new DataView(new ArrayBuffer(4), 1, 2)); return fs.readFileSync('out')

fs.writeFileSync('file', 'xy', { flag: 'r+' }); return fs.readFileSync('file', 'utf8')

fs.writeFileSync('file', 'xy', { flag: 'a' }); return fs.readFileSync('file', 'utf8')

fs.writeFileSync('file', 'xy', { flag: 'wx' })

fs.writeFileSync('file', 'xy', { flag: 'r' })

fs.writeFileSync('out', 'x', { mode: 0o600 }); return fs.statSync('out').mode.toString(8)

fs.writeFileSync('out', 'x', { mode: '640' }); return fs.statSync('out').mode.toString(8)

fs.writeFileSync('out', 'x', { flush: true }); return fs.readFileSync('out', 'utf8')

fs.writeFileSync('out', 'x', { flush: 1 })

fs.writeFileSync('out', 'x', { encoding: 'qq' })

fs.writeFileSync('out', 'x', { mode: '9' })

fs.writeFileSync('out', 'x', { mode: -1 })

fs.writeFileSync('out')

fs.writeFileSync('out', {})

fs.writeFileSync('out', 5)

fs.writeFileSync('out', null)

fs.writeFileSync('out', new ArrayBuffer(3))

fs.writeFileSync('out', new String('x'))

fs.writeFileSync('dir', 'x')

fs.writeFileSync('no/x', 'x')

fs.writeFileSync()

fs.writeFileSync(99, 'x')

const fd = fs.openSync('out', 'w'); fs.writeFileSync(fd, 'ab'); fs.writeFileSync(fd, 'cd'); fs.closeSync(fd); return fs.readFileSync('out', 'utf8')

fs.appendFileSync('file', ' world'); return fs.readFileSync('file', 'utf8')

fs.appendFileSync('new', 'n'); return fs.readFileSync('new', 'utf8')

fs.appendFileSync('no/x', '1')

fs.appendFileSync('file', 5)

fs.existsSync('file')

fs.existsSync('no')

fs.existsSync('dir')

fs.symlinkSync('nowhere', 'dangling'); return fs.existsSync('dangling')

fs.existsSync('a\0')

const s = fs.statSync('file'); return [s.size, s.isFile(), s.isDirectory(), s.isSymbolicLink(), s.isFIFO(), s.isSocket(), s.isBlockDevice(), s.isCharacterDevice()]

const s = fs.statSync('dir'); return [s.isFile(), s.isDirectory()]

const s = fs.statSync('link'); return [s.isFile(), s.isSymbolicLink()]

const s = fs.lstatSync('link'); return [s.isFile(), s.isSymbolicLink(), s.size]

fs.statSync('/dev/null').isCharacterDevice()

Object.keys(fs.statSync('file'))

Object.keys(fs.statSync('file', { bigint: true }))

Object.values(fs.statSync('file')).map((value) => typeof value).join()

Object.values(fs.statSync('file', { bigint: true })).map((value) => typeof value).join()

const s = fs.statSync('file'); return [s.mtime instanceof Date, Math.abs(s.mtime - s.mtimeMs) < 1, Object.getOwnPropertyDescriptor(s, 'mtime').enumerable, s.mtime === s.mtime]

const s = fs.statSync('file', { bigint: true }); return [s.mtime instanceof Date, s.mtimeNs / 1000000n === s.mtimeMs, s.isFile()]

const s = fs.statSync('file'); s.atime = 5; return [s.atime, Object.getOwnPropertyDescriptor(s, 'atime').writable]

fs.statSync('file') instanceof fs.Stats

fs.statSync('file').constructor.name

fs.statSync('file', { bigint: true }).constructor.name

Object.getPrototypeOf(fs.Stats.prototype).constructor.name

Object.getOwnPropertyNames(Object.getPrototypeOf(fs.Stats.prototype))

fs.statSync('file').nlink

fs.statSync('no')

fs.lstatSync('no')

fs.statSync('file/x')

fs.statSync('no', { throwIfNoEntry: false })

fs.lstatSync('file/x', { throwIfNoEntry: false })

fs.statSync()

fs.statSync('a\0')

fs.fstatSync(99)

fs.fstatSync('a')

fs.fstatSync()

const fd = fs.openSync('file'); const size = fs.fstatSync(fd).size; fs.closeSync(fd); return size

Object.keys(fs.statfsSync('.'))

typeof fs.statfsSync('.', { bigint: true }).blocks

fs.statfsSync('no')

fs.readdirSync('.')

fs.readdirSync('dir')

fs.readdirSync('.', { encoding: 'buffer' })

fs.readdirSync('dir', 'hex')

fs.readdirSync('.', { withFileTypes: true }).map((entry) => [entry.name, entry.parentPath, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()])

fs.readdirSync('.', { withFileTypes: true })[0].constructor.name

Object.keys(fs.readdirSync('.', { withFileTypes: true })[0])

Object.getOwnPropertySymbols(fs.readdirSync('.', { withFileTypes: true })[0]).map(String)

fs.mkdirSync('dir/a/b', { recursive: true }); fs.writeFileSync('dir/a/f', ''); return fs.readdirSync('.', { recursive: true })

fs.mkdirSync('dir/a/b', { recursive: true }); return fs.readdirSync('dir', { recursive: true, withFileTypes: true }).map((entry) => `${entry.parentPath}:${entry.name}`)

fs.readdirSync('no')

fs.readdirSync('file')

fs.readdirSync('no', { recursive: true })

fs.readdirSync('dir', { recursive: 'x' })

fs.readdirSync()

fs.mkdirSync('new')

fs.mkdirSync('new', 0o700); return fs.statSync('new').mode.toString(8)

fs.mkdirSync('new', { mode: '711' }); return fs.statSync('new').mode.toString(8)

fs.mkdirSync('file')

fs.mkdirSync('dir')

fs.mkdirSync('n/m')

fs.mkdirSync('')

fs.mkdirSync('', { recursive: true })

fs.mkdirSync('/')

fs.mkdirSync('/', { recursive: true })

fs.mkdirSync('a/b/c', { recursive: true })

fs.mkdirSync('./a/b', { recursive: true })

fs.mkdirSync('dir', { recursive: true })

fs.mkdirSync('dir/x/', { recursive: true })

fs.mkdirSync('file', { recursive: true })

fs.mkdirSync('file/b', { recursive: true })

fs.mkdirSync('file/b/c', { recursive: true })

fs.mkdirSync('v/../x/y', { recursive: true })

fs.mkdirSync('t', { recursive: 1 })

fs.mkdirSync('t', 'zz')

fs.mkdirSync('t', { mode: 'zz' })

fs.mkdirSync()

fs.rmSync('file'); return fs.existsSync('file')

fs.rmSync('link'); return [fs.existsSync('link'), fs.existsSync('file')]

fs.rmSync('dir', { recursive: true }); return fs.existsSync('dir')

fs.rmSync('no')

fs.rmSync('no', { force: true })

fs.rmSync('file/x')

try { fs.rmSync('dir') } catch (e) { return [e.name, e.code, e.message, e.errno, e.syscall, e.path, e.info.code, e.info.message, e.info.errno, e.info.path, e.info.syscall, Object.keys(e)] }

fs.rmSync('dir', { recursive: 3 })

fs.rmSync('no', { force: 5 })

fs.rmSync('no', 5)

fs.rmSync('no', { maxRetries: -1 })

fs.rmSync('no', { retryDelay: 'x' })

fs.rmSync()

fs.rmdirSync('dir')

fs.mkdirSync('e'); fs.rmdirSync('e'); return fs.existsSync('e')

fs.rmdirSync('no')

fs.rmdirSync('file')

fs.rmdirSync('dir', { recursive: true })

fs.rmdirSync('no', 5)

fs.unlinkSync('file'); return fs.existsSync('file')

fs.unlinkSync('no')

fs.unlinkSync('dir')

fs.unlinkSync()

fs.renameSync('file', 'new'); return [fs.existsSync('file'), fs.readFileSync('new', 'utf8')]

fs.renameSync('no', 'x')

fs.renameSync('file')

fs.renameSync('a\0', 'b')

fs.copyFileSync('file', 'copy'); return fs.readFileSync('copy', 'utf8')

fs.copyFileSync('file', 'other'); return fs.readFileSync('other', 'utf8')

fs.copyFileSync('file', 'file'); return fs.readFileSync('file', 'utf8')

fs.chmodSync('file', 0o640); fs.copyFileSync('file', 'copy'); return fs.statSync('copy').mode.toString(8)

fs.copyFileSync('file', 'other', fs.constants.COPYFILE_EXCL)

fs.copyFileSync('no', 'x')

fs.copyFileSync('file', 'dir')

fs.copyFileSync('file', 'no/x')

fs.copyFileSync('dir', 'x')

fs.copyFileSync('file', 'x', 99)

fs.copyFileSync('file', 'x', '1')

fs.copyFileSync(5, 'b')

fs.copyFileSync('file')

const made = fs.mkdtempSync('tmp-'); return [/^tmp-[a-zA-Z0-9]{6}$/.test(made), fs.statSync(made).mode.toString(8)]

fs.mkdtempSync('z', { encoding: 'buffer' }).length

fs.mkdtempSync('no/x')

fs.mkdtempSync()

fs.realpathSync('link') === fs.realpathSync('file')

fs.realpathSync('dir/../link').endsWith('/file')

fs.realpathSync('/tmp/../dev/./null')

fs.realpathSync('/dev', { encoding: 'buffer' })

fs.realpathSync('/no/such')

fs.realpathSync('/dev/no/such')

fs.realpathSync.native('/dev/../dev/null')

fs.realpathSync.native('no')

try { fs.realpathSync() } catch (e) { return e.message.endsWith("/undefined'") }

fs.readlinkSync('link')

fs.readlinkSync('link', 'buffer')

fs.readlinkSync('file')

fs.readlinkSync('no')

fs.symlinkSync('anything', 'l2'); return fs.readlinkSync('l2')

fs.symlinkSync('file', 'link')

fs.symlinkSync('file', 'l2', 'zz')

fs.symlinkSync('file', 'l2', 'dir'); return fs.readlinkSync('l2')

fs.symlinkSync(5, 'b')

fs.symlinkSync('b')

fs.linkSync('file', 'hard'); return fs.statSync('file').nlink

fs.linkSync('no', 'x')

fs.linkSync('b')

fs.chmodSync('file', 0o600); return fs.statSync('file').mode.toString(8)

fs.chmodSync('file', '755'); return fs.statSync('file').mode.toString(8)

fs.chmodSync('no', 0o777)

fs.chmodSync('file')

fs.chmodSync('file', -1)

fs.chmodSync('file', 'zz')

const fd = fs.openSync('file'); fs.fchmodSync(fd, 0o604); fs.closeSync(fd); return fs.statSync('file').mode.toString(8)

fs.fchmodSync(99, 1)

fs.fchmodSync(99)

fs.chownSync('file', -1, -1)

fs.chownSync('file', -5, 1)

fs.chownSync('file', 'x', 1)

fs.chownSync('file', 0)

fs.lchownSync('no', 1, 1)

fs.fchownSync(99, 1, 1)

fs.utimesSync('file', 1.5, 2); return [fs.statSync('file').atimeMs, fs.statSync('file').mtimeMs]

fs.utimesSync('file', '7', new Date(5)); return [fs.statSync('file').atimeMs, fs.statSync('file').mtimeMs]

fs.utimesSync('file', 1795437605.123456, 1); return fs.statSync('file', { bigint: true }).atimeNs

fs.utimesSync('file', -1, 1); return fs.statSync('file').atimeMs > 1e12

fs.utimesSync('no', 1, 2)

fs.utimesSync('file', 'x', 2)

fs.utimesSync('file', NaN, 2)

fs.utimesSync('file', Infinity, 2)

fs.utimesSync('file')

fs.lutimesSync('link', 3, 4); return [fs.lstatSync('link').mtimeMs, fs.statSync('link').mtimeMs === 4000]

fs.lutimesSync('no', 1, 1)

const fd = fs.openSync('file'); fs.futimesSync(fd, 5, 6); fs.closeSync(fd); return fs.statSync('file').mtimeMs

fs.futimesSync(99, 1, 1)

fs.accessSync('file')

fs.accessSync('file', fs.constants.R_OK | fs.constants.W_OK)

fs.accessSync('file', fs.constants.X_OK)

fs.accessSync('no')

fs.accessSync('file', 9)

fs.accessSync('file', 'x')

fs.accessSync('file', -1)

fs.truncateSync('file', 2); return fs.readFileSync('file', 'utf8')

fs.truncateSync('file', 7); return fs.readFileSync('file')

fs.truncateSync('file'); return fs.readFileSync('file')

fs.truncateSync('file', -5); return fs.statSync('file').size

fs.truncateSync('no')

fs.truncateSync('file', 'x')

fs.truncateSync('file', 1.5)

fs.ftruncateSync(99)

const fd = fs.openSync('file', 'r+'); fs.ftruncateSync(fd, 1); fs.closeSync(fd); return fs.readFileSync('file', 'utf8')

const fd = fs.openSync('file'); fs.closeSync(fd); return typeof fd

const fd = fs.openSync('file'); fs.closeSync(fd); fs.closeSync(fd)

fs.openSync('no')

fs.openSync('dir', 'w')

fs.openSync('file', 'zz')

fs.openSync('file', 'r', 'zz')

fs.openSync('file', 1.5)

fs.openSync('file', 'wx')

fs.openSync('file', fs.constants.O_RDONLY | fs.constants.O_DIRECTORY)

fs.openSync()

fs.closeSync(99)

fs.closeSync()

fs.closeSync('1')

fs.closeSync(-1)

fs.closeSync(2 ** 31)

fs.fsyncSync(99)

fs.fdatasyncSync(99)

const fd = fs.openSync('file', 'r+'); fs.fsyncSync(fd); fs.fdatasyncSync(fd); return fs.closeSync(fd)

const fd = fs.openSync('file'); const b = new Uint8Array(8); const n = fs.readSync(fd, b); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new Uint8Array(4); const n = [fs.readSync(fd, b, 0, 2), fs.readSync(fd, b, 2, 1), fs.readSync(fd, b, 3, 1, 0)]; fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new Uint8Array(4); const n = fs.readSync(fd, b, { offset: 1, length: 2, position: 3 }); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new Uint8Array(4); const n = fs.readSync(fd, b, 0, 4, 3n); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new Uint8Array(4); const n = fs.readSync(fd, b, 0, 4, 100); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new Uint16Array(2); const n = fs.readSync(fd, b); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file'); const b = new DataView(new ArrayBuffer(4), 1); const n = fs.readSync(fd, b, null, undefined); fs.closeSync(fd); return [n, b]

const fd = fs.openSync('file', 'w'); fs.readSync(fd, new Uint8Array(4))

fs.readSync(99, new Uint8Array(4))

fs.readSync(0, 'x')

fs.readSync(99, new Uint8Array(0))

fs.readSync(99, new Uint8Array(4), -1)

fs.readSync(99, new Uint8Array(4), 0, 5)

fs.readSync(99, new Uint8Array(4), 5, 1)

fs.readSync(99, new Uint8Array(4), 0, -1)

fs.readSync(99, new Uint8Array(4), 0, 1, 'x')

fs.readSync(99, new Uint8Array(4), 0, 1, -5)

fs.readSync(99, new Uint8Array(4), 0, 1, 1.5)

fs.readSync(99, new Uint8Array(4), 0, 1, -5n)

fs.readSync(99, new Uint8Array(4), 0, 1, 2n ** 63n)

fs.readSync(99, new Uint8Array(4), { offset: 5 })

fs.readSync(99, new Uint8Array(4), { length: 9 })

fs.readSync(99, new Uint8Array(4), null, {})

fs.readSync(99, new Uint8Array(4), 'x', 1)

fs.readSync(99, new Uint8Array(4), 1.5, 1)

fs.readSync(99, new Uint8Array(4), 2 ** 60, 1)

fs.readSync('a', new Uint8Array(4))

const fd = fs.openSync('out', 'w+'); const n = [fs.writeSync(fd, 'hi'), fs.writeSync(fd, new Uint8Array([1, 2, 3]), 1), fs.writeSync(fd, new Uint8Array([9, 8, 7]), 0, 1, 0), fs.writeSync(fd, '6162', null, 'hex')]; fs.closeSync(fd); return [n, fs.readFileSync('out')]

const fd = fs.openSync('out', 'w+'); const n = fs.writeSync(fd, new Uint8Array([1, 2, 3]), { offset: 1, length: 1, position: 2 }); fs.closeSync(fd); return [n, fs.readFileSync('out')]

const fd = fs.openSync('out', 'w+'); const n = fs.writeSync(fd, 'ab', 3); fs.closeSync(fd); return [n, fs.readFileSync('out')]

const fd = fs.openSync('out', 'w+'); const n = fs.writeSync(fd, ''); fs.closeSync(fd); return n

const fd = fs.openSync('out', 'w+'); const n = fs.writeSync(fd, 'x', null, 'nonsense'); fs.closeSync(fd); return n

fs.writeSync(99, {})

fs.writeSync(99, new Uint8Array(4), 5)

fs.writeSync(99, new Uint8Array(4), 0, 5)

fs.writeSync(99, new Uint8Array(4), 0, -1)

fs.writeSync(99, new Uint8Array(4), -1)

fs.writeSync(99, 'abc', 0, 'hex')

fs.writeSync(99, new Uint8Array(4), { offset: 9 })

fs.writeSync(99, new Uint8Array(4), 1.5)

fs.writeSync(99, new Uint8Array(4), 'x')

try { fs.writeSync(99, 'x') } catch (e) { return [e.message, e.code, e.errno, e.syscall] }

const fd = fs.openSync('file'); const a = new Uint8Array(2), b = new Uint8Array(9); const n = fs.readvSync(fd, [a, b]); fs.closeSync(fd); return [n, a, b]

const fd = fs.openSync('file'); const a = new Uint8Array(2); const n = fs.readvSync(fd, [a], 3); fs.closeSync(fd); return [n, a]

const fd = fs.openSync('out', 'w'); const n = fs.writevSync(fd, [new Uint8Array([1]), new Uint16Array([2])]); fs.closeSync(fd); return [n, fs.readFileSync('out')]

fs.readvSync(99, 'x')

fs.readvSync(99, ['x'])

fs.writevSync(99, [5])

new fs.Dirent('a', 1, 'b').isFile()

Object.entries(fs.constants).sort(([a], [b]) => (a < b ? -1 : 1))

Object.getOwnPropertyDescriptor(fs, 'constants').writable

[fs.readFileSync, fs.writeFileSync, fs.readSync, fs.statSync, fs.Dirent]

return new Promise((resolve) => fs.readFile('file', (...args) => resolve(args)))

return new Promise((resolve) => fs.readFile('file', 'utf8', (...args) => resolve(args)))

return new Promise((resolve) => fs.readFile('no', (...args) => resolve(args)))

return new Promise((resolve) => fs.readFile('dir', (...args) => resolve(args)))

return new Promise((resolve) => fs.readFile('file', undefined, (...args) => resolve(args)))

fs.readFile('file')

fs.readFile('file', 'utf8', 5)

fs.readFile(5.5, () => {})

fs.readFile('file', 'nonsense', () => {})

fs.readFile()

return new Promise((resolve) => fs.writeFile('out', 'x', (...args) => resolve([args, fs.readFileSync('out', 'utf8')])))

return new Promise((resolve) => fs.appendFile('file', 'x', (...args) => resolve([args, fs.readFileSync('file', 'utf8')])))

return new Promise((resolve) => fs.stat('file', (error, stats) => resolve([error, stats.size])))

return new Promise((resolve) => fs.stat('no', (...args) => resolve(args)))

return new Promise((resolve) => fs.exists('file', (...args) => resolve(args)))

return new Promise((resolve) => fs.exists('no', (...args) => resolve(args)))

fs.exists('file')

return new Promise((resolve) => fs.access('file', (...args) => resolve(args)))

return new Promise((resolve) => fs.access('no', (...args) => resolve(args)))

return new Promise((resolve) => fs.mkdir('new', (...args) => resolve(args)))

return new Promise((resolve) => fs.mkdir('a/b', { recursive: true }, (...args) => resolve(args)))

fs.mkdir('a', { recursive: 6 }, () => {})

return new Promise((resolve) => fs.readdir('.', (...args) => resolve(args)))

return new Promise((resolve) => fs.rm('no', (...args) => resolve(args)))

return new Promise((resolve) => fs.rm('dir', { recursive: true }, (...args) => resolve(args)))

return new Promise((resolve) => fs.rename('file', 'x', (...args) => resolve(args)))

return new Promise((resolve) => fs.unlink('no', (...args) => resolve(args)))

return new Promise((resolve) => fs.copyFile('file', 'x', (...args) => resolve(args)))

return new Promise((resolve) => fs.realpath('/dev/./null', (...args) => resolve(args)))

return new Promise((resolve) => fs.realpath.native('/dev/./null', (...args) => resolve(args)))

return new Promise((resolve) => fs.open('file', (error, fd) => fs.close(fd, (...args) => resolve([error, typeof fd, args]))))

return new Promise((resolve) => { const fd = fs.openSync('file'); const b = Buffer.alloc(3); fs.read(fd, b, 0, 3, 1, (...args) => { fs.closeSync(fd); resolve([args, args[2] === b]) }) })

return new Promise((resolve) => { const fd = fs.openSync('file'); fs.read(fd, (error, count, buffer) => { fs.closeSync(fd); resolve([error, count, buffer.length, buffer.subarray(0, count)]) }) })

return new Promise((resolve) => { const fd = fs.openSync('file'); const buffer = Buffer.alloc(2); fs.read(fd, { buffer }, (...args) => { fs.closeSync(fd); resolve(args) }) })

return new Promise((resolve) => { const fd = fs.openSync('file'); fs.read(fd, Buffer.alloc(2), { position: 3 }, (...args) => { fs.closeSync(fd); resolve(args) }) })

return new Promise((resolve) => { const fd = fs.openSync('out', 'w'); fs.write(fd, 'text', (...args) => { fs.closeSync(fd); resolve(args) }) })

return new Promise((resolve) => { const fd = fs.openSync('out', 'w'); fs.write(fd, Buffer.from('text'), 1, 2, (...args) => { fs.closeSync(fd); resolve(args) }) })

return new Promise((resolve) => { const fd = fs.openSync('file'); fs.readv(fd, [Buffer.alloc(2)], (...args) => { fs.closeSync(fd); resolve(args) }) })

return new Promise((resolve) => fs.read(99, Buffer.alloc(1), 0, 1, 0, (...args) => resolve(args[0])))

return new Promise((resolve) => { const seen = []; fs.stat('file', () => { seen.push('stat'); resolve(seen) }); seen.push('sync'); process.nextTick(() => seen.push('tick')) })

return new Promise((resolve) => { const seen = []; fs.stat('file', () => { setTimeout(() => { seen.push('timer'); resolve(seen) }, 0); setImmediate(() => seen.push('immediate')) }) })

fs.promises === require('fs/promises')

fs.promises === fs.promises

Object.getOwnPropertyDescriptor(fs, 'promises').set

return fs.promises.readFile('file')

return fs.promises.readFile('file', 'utf8')

return fs.promises.readFile('no')

return fs.promises.readFile()

return fs.promises.readFile(5)

return fs.promises.readFile('file', 'nonsense')

return fs.promises.writeFile('out', 'x').then((value) => [value, fs.readFileSync('out', 'utf8')])

return fs.promises.writeFile('out')

return fs.promises.appendFile('file', 'x').then(() => fs.readFileSync('file', 'utf8'))

return fs.promises.stat('no')

return fs.promises.stat('file').then((stats) => stats.size)

return fs.promises.lstat('link').then((stats) => stats.isSymbolicLink())

return fs.promises.access('no')

return fs.promises.access('file')

return fs.promises.mkdir('dir')

return fs.promises.mkdir('a/b', { recursive: true })

return fs.promises.readdir('.', { withFileTypes: true }).then((list) => list.map((entry) => entry.name))

return fs.promises.rm('dir', { recursive: true })

return fs.promises.rm('no')

return fs.promises.rmdir('dir')

return fs.promises.unlink('file').then(() => fs.existsSync('file'))

return fs.promises.rename('no', 'x')

return fs.promises.copyFile('file', 'x').then(() => fs.readFileSync('x', 'utf8'))

return fs.promises.mkdtemp('t-').then((name) => name.length)

return fs.promises.realpath('/dev/../dev/null')

return fs.promises.readlink('link')

return fs.promises.symlink('file', 'l2').then(() => fs.readlinkSync('l2'))

return fs.promises.link('file', 'l2').then(() => fs.statSync('l2').nlink)

return fs.promises.chmod('file', 0o600).then(() => fs.statSync('file').mode)

return fs.promises.utimes('file', 1, 2).then(() => fs.statSync('file').mtimeMs)

return fs.promises.truncate('file', 2).then(() => fs.readFileSync('file', 'utf8'))

return fs.promises.open('no')

return fs.promises.open()

const h = await fs.promises.open('out', 'w+'); const r = [await h.write('hello'), await h.read(Buffer.alloc(3), 0, 3, 1), await h.writev([Buffer.from('x')]), await h.readv([Buffer.alloc(2)], 0), await h.readFile('utf8'), (await h.stat()).size]; await h.close(); return [r, h.fd, fs.readFileSync('out', 'utf8')]

const h = await fs.promises.open('file'); const { bytesRead, buffer } = await h.read(); await h.close(); return [bytesRead, buffer.length]

const h = await fs.promises.open('file'); const { bytesRead, buffer } = await h.read({ position: 2, length: 2 }); await h.close(); return [bytesRead, buffer.length, buffer.subarray(0, 3)]

const h = await fs.promises.open('file', 'r+'); await h.truncate(2); await h.appendFile('yz'); await h.sync(); await h.datasync(); await h.chmod(0o600); await h.utimes(1, 2); const s = await h.stat(); await h.close(); return [s.mode, s.mtimeMs, fs.readFileSync('file')]

const h = await fs.promises.open('out', 'w'); await h.writeFile('one'); await h.writeFile('two'); await h.close(); return fs.readFileSync('out', 'utf8')

const h = await fs.promises.open('out', 'w'); await fs.promises.writeFile(h, 'one'); await h.close(); return fs.readFileSync('out', 'utf8')

const h = await fs.promises.open('file'); const text = await fs.promises.readFile(h, 'utf8'); await h.close(); return text

const h = await fs.promises.open('file'); await h.close(); return [await h.close(), h.fd]

const h = await fs.promises.open('file'); await h.close(); await h.read()

const h = await fs.promises.open('file'); await h.close(); await h.stat()

const h = await fs.promises.open('file'); await h.close(); await fs.promises.readFile(h)

const h = await fs.promises.open('file'); await h.write('x')

const h = await fs.promises.open('file'); await h[Symbol.asyncDispose](); return h.fd

[fs.readFile, fs.promises.readFile, fs.promises.open, fs.read, fs.write, fs.exists, fs.realpath.native, fs.realpathSync.native]

const { promisify } = { promisify: Symbol.for('nodejs.util.promisify.custom') }; return fs.exists[promisify]('file')
