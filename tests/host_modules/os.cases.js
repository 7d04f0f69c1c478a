'use strict'; const os = require('os');

os.EOL

os.devNull

os.platform()

os.arch()

os.type()

/^\d+\.\d+/.test(os.release())

typeof os.version()

typeof os.machine()

os.endianness()

os.hostname().length > 0

os.tmpdir().endsWith('/')

os.homedir().startsWith('/')

Number.isInteger(os.totalmem() / 1024)

os.availableParallelism() > 0

os.cpus().length === require('os').availableParallelism()

Object.keys(os.cpus()[0].times)

Object.keys(os.cpus()[0])

os.freemem() > 0 && os.freemem() < Number.isInteger(os.totalmem() / 1024)

os.uptime() > 0

os.loadavg().map((average) => typeof average)

[Object.keys(os.userInfo()), Object.getPrototypeOf(os.userInfo()), os.userInfo().homedir[0]]

os.getPriority() - Number(require('fs').readFileSync('/proc/self/stat', 'latin1').split(') ').pop().split(' ')[16])

os.getPriority(0) - os.getPriority(process.pid)

os.getPriority('a')

os.getPriority(1.5)

os.getPriority(99999999)

os.setPriority(100)

os.setPriority(0, 'a')

os.setPriority()

os.setPriority(os.getPriority())

`${os.platform}${os.EOL}${os.arch}`

os.constants.signals

os.constants.errno

os.constants.priority

[Object.getPrototypeOf(os.constants), Object.isFrozen(os.constants.signals)]

Object.getOwnPropertyDescriptor(os, 'EOL')

Object.getOwnPropertyDescriptor(os, 'devNull')

[os.tmpdir, os.cpus, os.userInfo, os.setPriority, os.getPriority]
