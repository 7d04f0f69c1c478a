const { Readable } = require('stream');
const r = new Readable({ read() {}, encoding: 'hex' });
r.push('abc'); r.push('616263', 'hex'); r.push('YWJj', 'base64');
console.log(r.read());
const l = new Readable({ read() {}, defaultEncoding: 'latin1' });
l.push('é'); l.push('é', 'utf8');
console.log(l.read());
try { new Readable({ encoding: 'nope' }); } catch (error) { console.log(error.code, error.message); }
try { l.setEncoding('nope'); } catch (error) { console.log(error.code, error.message); }
