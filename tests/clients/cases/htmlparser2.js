'use strict';
(async () => {
  const { Parser, parseDocument, DomUtils } = await import('htmlparser2');
  const { WritableStream } = await import('htmlparser2/WritableStream');
  const html = '<!DOCTYPE html><p class=a data-x=\'1 2\'>Hi <b>bold<i>it</b></i> &amp; &eacute;&#x41;<br><script>if (a < b) "</p>"</script><ul><li>1<li>2</ul><!-- c --><svg viewBox="0"><a/></svg>';
  const events = [];
  const parser = new Parser({ onopentag: (name, attributes) => events.push(`<${name} ${JSON.stringify(attributes)}`), ontext: (text) => events.push(text), onclosetag: (name, implied) => events.push(`/${name}${implied ? '!' : ''}`), oncomment: (text) => events.push(`#${text}`), onprocessinginstruction: (name) => events.push(`?${name}`), onend: () => events.push('end') });
  for (const char of html) parser.write(char);
  parser.end();
  console.log(events.join('|'));
  const dom = parseDocument(html);
  console.log(DomUtils.getOuterHTML(dom), DomUtils.textContent(dom), DomUtils.getElementsByTagName('li', dom).map((node) => DomUtils.innerText(node)));
  const stream = new WritableStream({ ontext: (text) => console.log('stream', text) });
  stream.end(Buffer.from('<a>€ü</a>'));
})();
