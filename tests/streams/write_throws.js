const { Writable } = require('stream');
const w = new Writable({ write() { throw new Error('thrown'); } });
try { w.write('x'); } catch (error) { console.log('caught', error.message); }
const plain = new Writable();
try { plain.write('x'); } catch (error) { console.log(error.code, error.message); }
