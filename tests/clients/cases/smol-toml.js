'use strict';
const { parse, stringify, TomlDate } = require('smol-toml');

const table = parse('title = "T \\u00e9"\nlong = """\na\n  b\\\n   c"""\nraw = \'C:\\x\'\nn = [1_000, 0xff, 0b11, -1.5e3, inf, nan]\nwhen = 1979-05-27T07:32:00.5Z\nday = 1979-05-27\n[a.b]\n"q r" = { x = 1, y.z = true }\n[[p]]\nv = 1\n[[p]]\nv = 2\n[p.sub]\nw = 3\n');
console.log(table, table.when instanceof TomlDate, table.when.toISOString(), table.day.isDate());
console.log(stringify({ a: 1, b: 1.5, s: 'x"y\n', l: [1, 'two', { k: 1 }], t: { d: new Date(0), e: [{ f: 1 }, { f: 2 }] } }));
for (const bad of ['a = ', 'a = 1\na = 2', '[a]\n[a]', 'a = 01', 'x = "\\q"', 'a = 1979-13-01', '= 1']) {
  try {
    parse(bad);
    console.log('parsed', bad);
  } catch (error) {
    console.log(error.name, error.line, error.column, error.message);
  }
}
