'use strict';
const { parseString, parseStringPromise, Builder, processors } = require('xml2js');

const xml = '<r a="1"><i>x</i><i k="v">y<b/></i><Mixed>t1<c/>t2</Mixed><e/></r>';
parseString(xml, (error, result) => console.log(error, JSON.stringify(result)));
(async () => {
  console.log(JSON.stringify(await parseStringPromise(xml, { explicitArray: false, mergeAttrs: true, explicitRoot: false, tagNameProcessors: [processors.firstCharLowerCase], valueProcessors: [(v) => v.toUpperCase()] })));
  console.log(JSON.stringify(await parseStringPromise(xml, { explicitChildren: true, preserveChildrenOrder: true, charsAsChildren: true })));
  console.log(new Builder({ headless: true, cdata: true }).buildObject({ root: { $: { id: 5 }, list: ['a', '<b>'], deep: { x: null, y: { _: 't', $: { z: 1 } } } } }));
  await parseStringPromise('<a><b></a>').catch((error) => console.log(error.name, error.message));
  await parseStringPromise('').then((value) => console.log(value));
})();
