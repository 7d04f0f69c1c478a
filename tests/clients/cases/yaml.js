'use strict';
const YAML = require('yaml');

const text = `# head
base: &base { a: 1, b: [x, 'y''s', "z\\n\\u00e9"] }
more:
  <<: *base
  text: |
    two
      lines
  fold: >-
    one
    line

    para
  date: 2020-01-02
  num: [0x1f, 0o17, 1_000, 1e3, .inf, -0, ~, yes, "no"]
? complex
: !!set { q, r }
empty:
`;
const doc = YAML.parseDocument(text, { merge: true });
console.log(doc.errors.length, JSON.stringify(doc.toJS()), doc.getIn(['base', 'b', 1]));
doc.setIn(['base', 'c'], 5);
doc.deleteIn(['more', 'num']);
doc.add(doc.createPair('new', { list: [1, { k: null }], s: 'a: b', m: 'x\ny\n' }));
console.log(String(doc));
console.log(YAML.stringify({ a: [1, 'true', '', ' x', '#c', [], {}], b: { c: undefined, d: null, e: 1n, f: new Date(0) }, g: new Map([[1, 2]]) }, { indent: 4, lineWidth: 20 }));
console.log(YAML.parseAllDocuments('a: 1\n---\n- b\n...\n---\n"c"').map((d) => d.toJS()), YAML.parse('- !!binary aGk=\n- !!int "5"'));
for (const bad of ['a: b: c', '[1, 2', 'a: *none', '\t- x', 'a: 1\na: 2', '"open']) {
  try {
    YAML.parse(bad);
    console.log('parsed', bad);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
YAML.visit(doc, { Scalar(key, node) { if (typeof node.value === 'number') console.log('scalar', key, node.value); } });
