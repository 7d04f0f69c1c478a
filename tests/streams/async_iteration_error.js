const { Readable } = require('stream');
(async () => {
  const r = new Readable({ read() { if (this.n) return; this.n = 1; this.push('x'); setTimeout(() => this.destroy(new Error('broken')), 1); } });
  try { for await (const chunk of r) console.log(String(chunk)); } catch (error) { console.log('caught', error.message); }
  const t = Readable.from(['a']);
  try { for await (const _ of t) throw new Error('inside'); } catch (error) { console.log(error.message, t.destroyed); }
  const early = new Readable({ read() { if (this.n) return; this.n = 1; this.push('y'); setTimeout(() => this.destroy(), 1); } });
  try { for await (const chunk of early) console.log(String(chunk)); } catch (error) { console.log(error.code); }
  const gone = new Readable({ read() {} }); gone.destroy();
  try { for await (const _ of gone); console.log('none'); } catch (error) { console.log(error.code); }
})();
