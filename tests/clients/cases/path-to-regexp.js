'use strict';
(async () => {
  const { match, compile, parse, pathToRegexp, stringify } = await import('path-to-regexp');
  for (const [path, url] of [['/user/:id', '/user/5%20x'], ['/files/*rest', '/files/a/b'], ['/a{/:b}', '/a'], ['/a{/:b}', '/a/c/'], ['/:x-:y', '/1-2'], ['/:"quoted name"', '/q'], ['/n', '/N'], ['/n', '/n/m']]) console.log(path, url, match(path)(url), match(path, { end: false, sensitive: true })(url));
  console.log(compile('/u/:id{/*rest}')({ id: 'a b', rest: ['x', 'y/z'] }), JSON.stringify(parse('/a/:b{.:c}')), pathToRegexp('/x/:y{/z}').regexp.source, stringify(parse('/:a{/*b}')));
  for (const act of [() => parse('/:'), () => parse('/{a'), () => parse('/a(b)'), () => compile('/:a')({}), () => match('/:a')('/%zz')]) {
    try {
      console.log(act());
    } catch (error) {
      // The text of a URIError is the engine's own.
      console.log(error.name, error instanceof URIError ? '' : error.message);
    }
  }
})();
