'use strict';
const he = require('he');
const { thrown } = require('../lib/data');

console.log(he.encode('foo © bar ≠ baz 𝌆 qux <&>"\'`'), he.encode('é', { useNamedReferences: true }), he.encode('ab', { encodeEverything: true, decimal: true }), he.decode('foo &copy; &ne &#x1D306; &#128; &notit; &amp;lt; &acirc'), he.decode('foo&ampbar', { isAttributeValue: true }), he.escape('<img src="x">'), he.unescape('&lt;&#39;'), thrown(() => he.encode('\0', { strict: true })), thrown(() => he.decode('&#xD800;', { strict: true })));
