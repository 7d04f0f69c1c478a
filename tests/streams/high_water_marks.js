const { Readable, Writable, Duplex, getDefaultHighWaterMark, setDefaultHighWaterMark } = require('stream');
console.log(getDefaultHighWaterMark(false), getDefaultHighWaterMark(true));
setDefaultHighWaterMark(false, 100); setDefaultHighWaterMark(true, 3);
console.log(new Readable().readableHighWaterMark, new Readable({ objectMode: true }).readableHighWaterMark, new Writable().writableHighWaterMark);
console.log(new Readable({ highWaterMark: 0 }).readableHighWaterMark, new Readable({ highWaterMark: null }).readableHighWaterMark);
const d = new Duplex({ readableHighWaterMark: 5, writableHighWaterMark: 6 });
console.log(d.readableHighWaterMark, d.writableHighWaterMark, new Duplex({ highWaterMark: 7, readableHighWaterMark: 5 }).readableHighWaterMark);
for (const bad of [-1, 1.5, 'x', NaN, {}]) {
  try { new Readable({ highWaterMark: bad }); } catch (error) { console.log(error.name, error.code, error.message); }
  try { new Duplex({ writableHighWaterMark: bad }); } catch (error) { console.log(error.name, error.code, error.message); }
  try { setDefaultHighWaterMark(false, bad); } catch (error) { console.log(error.name, error.code, error.message); }
}
