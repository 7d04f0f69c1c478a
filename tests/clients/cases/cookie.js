'use strict';
const cookie = require('cookie');
const { thrown } = require('../lib/data');

const parse = cookie.parseCookie ?? cookie.parse;
console.log({ ...parse('a=1; b="x y"; c=%E2%82%AC; d=%zz; a=2; =e; __proto__=p; f') }, Object.keys(cookie).sort());
console.log(cookie.serialize('n', 'v €;', { maxAge: 5, domain: 'x.org', path: '/p', expires: new Date(0), httpOnly: true, secure: true, sameSite: 'lax', priority: 'high', partitioned: true }), thrown(() => cookie.serialize('a b', 'c')), thrown(() => cookie.serialize('a', 'b', { sameSite: 'x' })), thrown(() => cookie.serialize('a', 'b', { expires: 5 })));
