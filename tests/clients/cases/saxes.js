'use strict';
const { SaxesParser } = require('saxes');
const p = new SaxesParser({ xmlns: true }); p.on('opentag', (tag) => console.log('open', tag.name, Object.keys(tag.attributes))); p.on('text', (text) => console.log('text', JSON.stringify(text))); p.on('closetag', (tag) => console.log('close', tag.name)); p.on('error', (error) => console.log(error.message));
p.write('<a x="1"><b>t&amp;'); p.write('€</b>'); p.write('<c/></a>').close();
