const { Writable } = require('stream');
const show = (options, ...args) => {
  const w = new Writable({ ...options, write(chunk, encoding, callback) { console.log(chunk, encoding); callback(); } });
  w.write(...args);
  return w;
};
show({}, 'abc'); show({}, '616263', 'hex'); show({ decodeStrings: false }, 'abc'); show({ decodeStrings: false }, 'YQ==', 'base64');
show({ objectMode: true }, 'abc'); show({ objectMode: true }, { a: 1 }, 'x'); show({ defaultEncoding: 'hex' }, '6162');
try { show({}, 'a', 'nope'); } catch (error) { console.log(error.code, error.message); }
try { show({ defaultEncoding: 'nope' }, 'a'); } catch (error) { console.log(error.code, error.message); }
const w = show({ decodeStrings: false }, 'a'); w.setDefaultEncoding('LATIN1'); w.write('b');
try { w.setDefaultEncoding('nope'); } catch (error) { console.log(error.code, error.message); }
