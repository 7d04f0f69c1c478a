'use strict';
const mime = require('mime');
const Mime = require('mime/Mime');

console.log(['a.html', 'x/y.TAR.GZ', 'js', '.json', 'none', 'a.b.svg', ''].map((path) => mime.getType(path)), ['text/html; charset=utf-8', 'image/jpeg', 'APPLICATION/JSON', 'x/y'].map((type) => mime.getExtension(type)));
const own = new Mime({ 'a/b': ['q', '*html'] });
console.log(own.getType('x.q'), own.getType('html'));
try {
  own.define({ 'c/d': ['q'] });
} catch (error) {
  console.log(error.message);
}
