'use strict';
// node:url: the classes of the URL Standard, paths as URLs, and the interface
// that was there before the standard: Url, parse, format, resolve.

const { URL, URLSearchParams, isUrl, invalidUrl } = require('internal:whatwg_url');

/** Schemes whose texts are not taken apart further: they may hold code. */
const CODE_SCHEMES = new Set(['javascript', 'javascript:']);
/** Schemes after which `//` and a host stand. */
const HOST_SCHEMES = new Set(
  ['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss'].flatMap((name) => [name, `${name}:`]),
);

const LONGEST_HOST = 255;
const NEVER_IN_HOST = new Set(' "%\';<>\\^`{|}');
const ESCAPED = new Map([...'\t\n\r "\'<>\\^`{|}'].map((char) => [char, encodeURIComponent(char)]));
ESCAPED.set("'", '%27');
const FORBIDDEN_IN_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_ADDRESS = /[\0\t\n\r #%/<>?@\\^|]/;

const isAddress = (hostname) => hostname.startsWith('[') && hostname.endsWith(']');

function escapeText(rest) {
  let out = '';
  for (const char of rest) out += ESCAPED.get(char) ?? char;
  return out;
}

/** Spaces around the text go, and `\` before the query means `/`. */
function cleaned(text) {
  const trimmed = text.replace(/^[\s\ufeff]+|[\s\ufeff]+$/g, '');
  const end = trimmed.search(/[?#]/);
  const head = end === -1 ? trimmed : trimmed.slice(0, end);
  return head.replaceAll('\\', '/') + trimmed.slice(head.length);
}

/** Where the host ends, what stands before its last `@`, and `rest` without line breaks in it. */
function splitAuthority(text) {
  let rest = '';
  let at = -1;
  let end = -1;
  let index = 0;
  for (; index < text.length; index++) {
    const char = text[index];
    if (char === '\t' || char === '\n' || char === '\r') continue;
    if (char === '#' || char === '/' || char === '?') {
      if (end === -1) end = rest.length;
      break;
    }
    if (char === '@') [at, end] = [rest.length, -1];
    else if (end === -1 && NEVER_IN_HOST.has(char)) end = rest.length;
    rest += char;
  }
  rest += text.slice(index);
  return { rest, at, end: end === -1 ? rest.length : end };
}

class Cursor {
  constructor(url, text) {
    this.url = url;
    this.text = text;
  }
}

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const querystring = () => require('querystring');

Url.prototype.parse = function (text, parsesQuery, slashesBeginHost) {
  if (typeof text !== 'string') throw errors.invalidArgType('url', 'string', text);
  const clean = cleaned(text);
  if (
    !slashesBeginHost &&
    !clean.includes('#') &&
    !clean.includes('@') &&
    parsePath(this, clean, parsesQuery)
  ) {
    return this;
  }
  const cursor = new Cursor(text, clean);
  const scheme = /^[a-z0-9.+-]+:/i.exec(clean)?.[0];
  const lower = scheme?.toLowerCase();
  if (scheme !== undefined) {
    this.protocol = lower;
    cursor.text = clean.slice(scheme.length);
  }
  parseSlashes(this, cursor, { scheme, lower, slashesBeginHost });
  if (!CODE_SCHEMES.has(lower)) cursor.text = escapeText(cursor.text);
  parseTail(this, cursor.text, parsesQuery);
  if (HOST_SCHEMES.has(lower) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

/** A path, perhaps with a query: nothing else can be in it. */
function parsePath(url, text, parsesQuery) {
  const simple = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(text);
  if (simple === null) return false;
  const [, pathname, search] = simple;
  url.path = text;
  url.href = text;
  url.pathname = pathname;
  if (search !== undefined) {
    url.search = search;
    url.query = parsesQuery ? querystring().parse(search.slice(1)) : search.slice(1);
  } else if (parsesQuery) {
    url.search = null;
    url.query = { __proto__: null };
  }
  return true;
}

function parseSlashes(url, cursor, { scheme, lower, slashesBeginHost }) {
  let slashes = false;
  if (slashesBeginHost || scheme !== undefined || /^\/\/[^@/]+@[^@/]+/.test(cursor.text)) {
    slashes = cursor.text.startsWith('//');
    if (slashes && !CODE_SCHEMES.has(lower)) {
      cursor.text = cursor.text.slice(2);
      url.slashes = true;
    }
  }
  if (CODE_SCHEMES.has(lower)) return;
  if (slashes || (scheme !== undefined && !HOST_SCHEMES.has(scheme))) parseAuthority(url, cursor);
}

function parseAuthority(url, cursor) {
  const { rest, at, end } = splitAuthority(cursor.text);
  if (at !== -1) url.auth = decodeURIComponent(rest.slice(0, at));
  url.host = rest.slice(at + 1, end);
  cursor.text = rest.slice(end);
  takePort(url);
  url.hostname ??= '';
  const address = isAddress(url.hostname);
  if (!address) splitHostname(url, cursor);
  url.hostname = url.hostname.length > LONGEST_HOST ? '' : url.hostname.toLowerCase();
  if (url.hostname !== '') checkHostname(url, cursor.url, address);
  url.host = url.hostname + (url.port ? `:${url.port}` : '');
  if (!address) return;
  url.hostname = url.hostname.slice(1, -1);
  if (!cursor.text.startsWith('/')) cursor.text = `/${cursor.text}`;
}

function takePort(url) {
  const port = /:[0-9]*$/.exec(url.host)?.[0];
  if (port !== undefined) {
    if (port !== ':') url.port = port.slice(1);
    url.host = url.host.slice(0, -port.length);
  }
  if (url.host) url.hostname = url.host;
}

/** What can't be in a host begins the path; some of it is refused afterwards. */
function splitHostname(url, cursor) {
  const { hostname } = url;
  const wrong = hostname.search(/[^a-z0-9!$&()*+,\-.=_~\u0080-\uffff\0[\]]/i);
  if (wrong === -1) return;
  if (hostname[wrong] === ':') {
    throw errors.invalidArgValue('url', 'Invalid port in url', cursor.url);
  }
  url.hostname = hostname.slice(0, wrong);
  cursor.text = `/${hostname.slice(wrong)}${cursor.text}`;
}

function checkHostname(url, text, address) {
  if (address) {
    if (FORBIDDEN_IN_ADDRESS.test(url.hostname)) throw invalidUrl(text);
    return;
  }
  url.hostname = binding.hostToASCII(url.hostname);
  if (url.hostname === '' || FORBIDDEN_IN_HOST.test(url.hostname)) throw invalidUrl(text);
}

function parseTail(url, rest, parsesQuery) {
  const hashAt = rest.indexOf('#');
  const body = hashAt === -1 ? rest : rest.slice(0, hashAt);
  if (hashAt !== -1) url.hash = rest.slice(hashAt);
  const queryAt = body.indexOf('?');
  if (queryAt !== -1) {
    url.search = body.slice(queryAt);
    url.query = body.slice(queryAt + 1);
    if (parsesQuery) url.query = querystring().parse(url.query);
  } else if (parsesQuery) {
    url.search = null;
    url.query = { __proto__: null };
  }
  const pathname = queryAt === -1 ? body : body.slice(0, queryAt);
  if (pathname !== '') url.pathname = pathname;
}

/** As encodeURIComponent, but for `:`, and lone surrogates are an error of their own. */
function escapeAuth(auth) {
  try {
    return encodeURIComponent(auth).replaceAll('%3A', ':');
  } catch {
    throw Object.assign(new URIError('URI malformed'), { code: 'ERR_INVALID_URI' });
  }
}

function hostOf(url, auth) {
  if (url.host) return auth + url.host;
  if (!url.hostname) return '';
  const bare = url.hostname.includes(':') && !isAddress(url.hostname);
  return auth + (bare ? `[${url.hostname}]` : url.hostname) + (url.port ? `:${url.port}` : '');
}

const isObject = (value) => value !== null && typeof value === 'object';
const prefixed = (text, prefix) => (text && !text.startsWith(prefix) ? prefix + text : text);

Url.prototype.format = function () {
  const auth = this.auth ? `${escapeAuth(this.auth)}@` : '';
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let host = hostOf(this, auth);
  const query = isObject(this.query) ? querystring().stringify(this.query) : '';
  const search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replaceAll('#', '%23').replaceAll('?', '%3F');
  if (this.slashes || HOST_SCHEMES.has(protocol)) {
    if (this.slashes || host) {
      pathname = prefixed(pathname, '/');
      host = `//${host}`;
    } else if (protocol === 'file:') {
      host = '//';
    }
  }
  const tail = prefixed(search.replaceAll('#', '%23'), '?') + prefixed(this.hash || '', '#');
  return protocol + host + pathname + tail;
};

Url.prototype.resolve = function (relative) {
  return this.resolveObject(parse(relative, false, true)).format();
};

/** Copies the named fields of `from`. */
function take(url, from, fields) {
  for (const field of fields) url[field] = from[field];
}

Url.prototype.resolveObject = function (relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  const result = new Url();
  Object.assign(result, this);
  // The fragment is always the new one.
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return result;
  }
  if (relative.slashes && !relative.protocol) return resolveHost(result, relative);
  if (relative.protocol && relative.protocol !== result.protocol) return resolveScheme(result, relative);
  return resolvePath(result, relative);
};

/** `//host/path` keeps the scheme only. */
function resolveHost(result, relative) {
  for (const key of Object.keys(relative)) {
    if (key !== 'protocol') result[key] = relative[key];
  }
  if (HOST_SCHEMES.has(result.protocol) && result.hostname && !result.pathname) {
    result.pathname = '/';
    result.path = '/';
  }
  result.href = result.format();
  return result;
}

/** Another scheme keeps nothing, but for a host that should be there and is not. */
function resolveScheme(result, relative) {
  if (!HOST_SCHEMES.has(relative.protocol)) {
    Object.assign(result, relative);
    result.href = result.format();
    return result;
  }
  result.protocol = relative.protocol;
  result.pathname = relative.pathname;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !CODE_SCHEMES.has(relative.protocol)) {
    const parts = (relative.pathname || '').split('/');
    while (parts.length > 0 && !(relative.host = parts.shift()));
    relative.host ||= '';
    relative.hostname ||= '';
    if (parts[0] !== '') parts.unshift('');
    if (parts.length < 2) parts.unshift('');
    result.pathname = parts.join('/');
  }
  take(result, relative, ['search', 'query', 'auth', 'port']);
  result.host = relative.host || '';
  result.hostname = relative.hostname || relative.host;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

/** Schemes without `//` have their host at the head of the path while it is resolved. */
function hostIntoPath(url, parts) {
  url.hostname = '';
  url.port = null;
  if (url.host) {
    if (parts[0] === '') parts[0] = url.host;
    else parts.unshift(url.host);
  }
  url.host = '';
}

function resolvePath(result, relative) {
  const fromRoot = Boolean(result.pathname?.startsWith('/'));
  const toRoot = Boolean(relative.host || relative.pathname?.startsWith('/'));
  let mustBeRooted = toRoot || fromRoot || Boolean(result.host && relative.pathname);
  const keepsDots = mustBeRooted;
  let parts = result.pathname?.split('/') || [];
  const added = relative.pathname?.split('/') || [];
  const isHostless = Boolean(result.protocol) && !HOST_SCHEMES.has(result.protocol);
  if (isHostless) {
    hostIntoPath(result, parts);
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (added[0] === '') added[0] = relative.host;
        else added.unshift(relative.host);
      }
      relative.host = null;
    }
    mustBeRooted = mustBeRooted && (added[0] === '' || parts[0] === '');
  }
  if (toRoot) {
    takeHost(result, relative);
    take(result, relative, ['search', 'query']);
    parts = added;
  } else if (added.length > 0) {
    parts.pop();
    parts = parts.concat(added);
    take(result, relative, ['search', 'query']);
  } else if (relative.search !== null && relative.search !== undefined) {
    return resolveQuery(result, relative, parts, isHostless);
  }
  if (parts.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }
  return joinPath(result, relative, { parts, mustBeRooted, keepsDots, isHostless });
}

function takeHost(result, relative) {
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
}

/** `auth@host` at the head of a path: the auth is no part of it. */
function splitAuth(result) {
  const at = result.host ? result.host.indexOf('@') : -1;
  if (at <= 0) return;
  result.auth = result.host.slice(0, at);
  result.host = result.hostname = result.host.slice(at + 1);
}

function resolveQuery(result, relative, parts, isHostless) {
  if (isHostless) {
    result.hostname = result.host = parts.shift();
    splitAuth(result);
  }
  take(result, relative, ['search', 'query']);
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname || '') + (result.search || '');
  }
  result.href = result.format();
  return result;
}

function joinPath(result, relative, { parts, mustBeRooted, keepsDots, isHostless }) {
  const last = parts[parts.length - 1];
  const endsInFolder =
    ((last === '.' || last === '..') && Boolean(result.host || relative.host || parts.length > 1)) ||
    last === '';
  let above = 0;
  const kept = [];
  for (const part of parts.toReversed()) {
    if (part === '.') continue;
    if (part === '..') above++;
    else if (above > 0) above--;
    else kept.unshift(part);
  }
  if (!mustBeRooted && !keepsDots) kept.unshift(...Array(above).fill('..'));
  if (mustBeRooted && kept[0] !== '' && !kept[0]?.startsWith('/')) kept.unshift('');
  if (endsInFolder && !kept.join('/').endsWith('/')) kept.push('');
  const isRooted = kept[0] === '' || Boolean(kept[0]?.startsWith('/'));
  if (isHostless) {
    result.hostname = result.host = isRooted ? '' : (kept.shift() ?? '');
    splitAuth(result);
  }
  if ((mustBeRooted || (result.host && kept.length > 0)) && !isRooted) kept.unshift('');
  if (kept.length === 0) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = kept.join('/');
  }
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname || '') + (result.search || '');
  }
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

function parse(url, parsesQuery, slashesBeginHost) {
  return url instanceof Url ? url : new Url().parse(url, parsesQuery, slashesBeginHost);
}

function resolve(from, to) {
  return parse(from, false, true).resolve(to);
}

function resolveObject(from, to) {
  return from ? parse(from, false, true).resolveObject(to) : to;
}

function format(urlObject, options) {
  if (typeof urlObject === 'string') return new Url().parse(urlObject).format();
  if (!isObject(urlObject)) throw errors.invalidArgType('urlObject', ['object', 'string'], urlObject);
  if (!isUrl(urlObject)) return Url.prototype.format.call(urlObject);
  if (options !== undefined && !isObject(options)) throw errors.invalidArgType('options', 'object', options);
  const wanted = (key, usual) =>
    options?.[key] === undefined || options[key] === null ? usual : Boolean(options[key]);
  return formatUrl(urlObject, {
    auth: wanted('auth', true),
    fragment: wanted('fragment', true),
    search: wanted('search', true),
    unicode: wanted('unicode', false),
  });
}

function formatUrl(url, { auth, fragment, search, unicode }) {
  const copy = new URL(url.href);
  if (!fragment) copy.hash = '';
  if (!search) copy.search = '';
  if (!auth) [copy.username, copy.password] = ['', ''];
  if (!unicode || copy.hostname === '') return copy.href;
  const host = binding.domainToUnicode(copy.hostname) + (copy.port ? `:${copy.port}` : '');
  const at = copy.href.indexOf('//') + 2;
  const start = copy.username || copy.password ? copy.href.indexOf('@') + 1 : at;
  return copy.href.slice(0, start) + host + copy.href.slice(start + copy.host.length);
}

/** What http.request wants to know of a URL. */
function urlToHttpOptions(url) {
  if (!isObject(url)) throw errors.invalidArgType('url', 'object', url);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && isAddress(hostname) ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

const isWindows = (options) => options?.windows ?? false;

function fileUrl(path) {
  if (typeof path === 'string') path = new URL(path);
  else if (
    !isUrl(path) &&
    !(isObject(path) && path.href && path.protocol && path.auth === undefined && path.path === undefined)
  ) {
    throw errors.invalidArgType('path', ['string', 'URL'], path);
  }
  if (path.protocol !== 'file:') {
    throw errors.coded('TypeError', 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  }
  return path;
}

function invalidPath(what, url) {
  const error = errors.coded('TypeError', 'ERR_INVALID_FILE_URL_PATH', `File URL path ${what}`);
  error.input = url;
  return error;
}

function fileURLToPath(path, options) {
  const url = fileUrl(path);
  return isWindows(options) ? windowsPath(url) : posixPath(url);
}

function posixPath(url) {
  checkPosix(url);
  return decodeURIComponent(url.pathname);
}

function checkPosix(url) {
  if (url.hostname !== '') {
    const message = 'File URL host must be "localhost" or empty on linux';
    throw errors.coded('TypeError', 'ERR_INVALID_FILE_URL_HOST', message);
  }
  if (/%2f/i.test(url.pathname)) throw invalidPath('must not include encoded / characters', url);
}

function windowsPath(url) {
  if (/%2f|%5c/i.test(url.pathname)) throw invalidPath('must not include encoded \\ or / characters', url);
  const path = decodeURIComponent(url.pathname.replaceAll('/', '\\'));
  if (url.hostname !== '') return `\\\\${binding.domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[a-z]:/i.test(path)) throw invalidPath('must be absolute', url);
  return path.slice(1);
}

function fileURLToPathBuffer(path, options) {
  const url = fileUrl(path);
  if (isWindows(options)) return Buffer.from(windowsPath(url));
  checkPosix(url);
  const parts = url.pathname.split(/%([0-9a-f]{2})/i);
  return Buffer.concat(parts.map((part, at) => Buffer.from(part, at % 2 === 1 ? 'hex' : 'utf8')));
}

/** Characters of a path that mean something else in a URL. */
const PATH_ESCAPES = new Map([...'%\\\n\r\t?#'].map((char) => [char, encodeURIComponent(char)]));

function pathToFileURL(path, options) {
  if (typeof path !== 'string') throw errors.invalidArgType('path', 'string', path);
  const windows = isWindows(options);
  const { posix, win32 } = require('path');
  if (windows && path.startsWith('\\\\')) return uncToUrl(path, win32);
  let resolved = windows ? win32.resolve(path) : posix.resolve(path);
  if ((path.endsWith('/') || (windows && path.endsWith('\\'))) && !resolved.endsWith(windows ? '\\' : '/'))
    resolved += '/';
  if (windows) resolved = `/${resolved.replaceAll('\\', '/')}`;
  return new URL(`file://${escapePath(resolved, windows)}`);
}

function escapePath(path, windows) {
  let out = '';
  for (const char of path) out += windows && char === '\\' ? char : (PATH_ESCAPES.get(char) ?? char);
  return out;
}

function uncToUrl(path, win32) {
  const resolved = win32.resolve(path);
  const isLong = resolved.startsWith('\\\\?\\UNC\\');
  const start = isLong ? 8 : 2;
  const end = resolved.indexOf('\\', start);
  if (end === -1) throw errors.invalidArgValue('path', resolved, 'Missing UNC resource path');
  if (end === 2) throw errors.invalidArgValue('path', resolved, 'Empty UNC servername');
  const url = new URL('file://');
  url.hostname = binding.domainToASCII(resolved.slice(start, end));
  url.pathname = escapePath(resolved.slice(end).replaceAll('\\', '/'), true);
  return url;
}

function domainToASCII(domain) {
  if (arguments.length < 1) throw missingDomain();
  return binding.domainToASCII(`${domain}`);
}

function domainToUnicode(domain) {
  if (arguments.length < 1) throw missingDomain();
  return binding.domainToUnicode(`${domain}`);
}

function missingDomain() {
  return errors.coded('TypeError', 'ERR_MISSING_ARGS', 'The "domain" argument must be specified');
}

module.exports = {
  Url,
  parse,
  resolve,
  resolveObject,
  format,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer,
  urlToHttpOptions,
};
