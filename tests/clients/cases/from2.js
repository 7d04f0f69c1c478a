'use strict';
const from = require('from2');
const text = 'hello world'; let at = 0;
from((size, next) => { if (at >= text.length) return next(null, null); const part = text.slice(at, at + 4); at += 4; next(null, part); }).on('data', (c) => console.log(String(c))).on('end', () => console.log('end'));
from.obj([{ a: 1 }, 2]).on('data', (o) => console.log(o));
