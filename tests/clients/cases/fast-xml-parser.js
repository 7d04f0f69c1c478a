'use strict';
const { XMLParser, XMLBuilder, XMLValidator } = require('fast-xml-parser');

const xml = '<?xml version="1.0"?><!-- c --><root a="1" b=\'x &amp; y\'><item id="1">one</item><item id="2"><![CDATA[<raw>]]></item><n:ns xmlns:n="u">5.50</n:ns><empty/><t> 0x1f </t><e>&lt;&#233;&#x20ac;</e></root>';
console.log(JSON.stringify(new XMLParser().parse(xml)));
console.log(JSON.stringify(new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseAttributeValue: true, cdataPropName: '#cdata', removeNSPrefix: true, isArray: (name) => name === 't', htmlEntities: true, commentPropName: '#c' }).parse(xml)));
console.log(JSON.stringify(new XMLParser({ preserveOrder: true, ignoreAttributes: false, trimValues: false }).parse(xml)));
console.log(new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true }).build({ r: { '@_a': '1<', i: [1, { x: 'y&z' }], e: '' } }));
for (const text of ['<a></b>', '<a', '<a b></a>', '<a/>', '', '<a b="1" b="2"/>', '<a>&nope;</a>']) console.log(JSON.stringify(XMLValidator.validate(text)));
