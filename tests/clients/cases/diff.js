'use strict';
const Diff = require('diff');

const shown = (parts) => parts.map((part) => `${part.added ? '+' : part.removed ? '-' : ' '}${JSON.stringify(part.value)}`).join('');
const [one, two] = ['a\nb\nc\nd\ne\nf\n', 'a\nB\nc\ne\nf\ng'];
console.log(shown(Diff.diffChars('kitten', 'sitting')), shown(Diff.diffWords('the quick fox', 'the slow  fox!')), shown(Diff.diffLines(one, two)), shown(Diff.diffSentences('A b. C d.', 'A b. C e.')), shown(Diff.diffJson({ a: 1, b: [1] }, { b: [1, 2], a: 1 })), Diff.diffArrays([1, 2, 3], [1, 3]).length, shown(Diff.diffCss('a{b:c}', 'a{b:d}')));
const patch = Diff.createTwoFilesPatch('x.txt', 'y.txt', one, two, 'old', 'new', { context: 1 });
console.log(patch, Diff.applyPatch(one, patch) === two, Diff.applyPatch('other\n', patch), JSON.stringify(Diff.parsePatch(patch)), Diff.applyPatch(two, Diff.reversePatch(Diff.parsePatch(patch)[0])) === one, Diff.convertChangesToXML(Diff.diffWords('a <', 'b <')));
