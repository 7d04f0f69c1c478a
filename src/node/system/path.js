'use strict';
// A path is a root and a list of parts. Both flavours are written over that
// one view; what differs is which characters separate and how a root looks.

function checkString(value, name) {
  if (typeof value !== 'string') throw errors.invalidArgType(name, 'string', value);
}

/** Takes `.`, `..` and empty parts away; `..` above a relative start stays. */
function simplify(parts, isAbsolute) {
  const out = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else if (!isAbsolute) out.push('..');
  }
  return out;
}

/** Where the last name of `path` begins and ends, after `rootLength`, trailing separators set aside. */
function lastName(path, rootLength, isSeparator) {
  let end = path.length;
  while (end > rootLength && isSeparator(path[end - 1])) end--;
  let start = end;
  while (start > rootLength && !isSeparator(path[start - 1])) start--;
  return { start, end };
}

/** The extension of a name: from its last dot, unless that dot begins it. */
function extensionOf(name) {
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name === '..' ? '' : name.slice(dot);
}

function _format(separator, pathObject) {
  if (pathObject === null || typeof pathObject !== 'object') {
    throw errors.invalidArgType('pathObject', 'Object', pathObject);
  }
  const { dir, root = '' } = pathObject;
  const extension = pathObject.ext ? (pathObject.ext[0] === '.' ? '' : '.') + pathObject.ext : '';
  const base = pathObject.base || `${pathObject.name || ''}${extension}`;
  const directory = dir || root;
  if (!directory) return base;
  return directory === root ? `${directory}${base}` : `${directory}${separator}${base}`;
}

/** The last name of `path`, which lies from `start` to `end`, without `suffix`; it is left alone
 * when nothing would be left of it. */
function nameWithoutSuffix(path, { start, end }, suffix) {
  const base = path.slice(start, end);
  if (!suffix || suffix.length > path.length) return base;
  if (path === suffix) return '';
  // A name that ends before the suffix is found keeps its separators, as in Node.
  if (base.length < suffix.length && suffix.endsWith(base)) return path.slice(start);
  return base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

function parseWith(flavour, rootOf, isSeparator, path) {
  checkString(path, 'path');
  const root = rootOf(path);
  const { start, end } = lastName(path, root.length, isSeparator);
  const base = path.slice(start, end);
  const ext = extensionOf(base);
  const name = ext ? base.slice(0, -ext.length) : base;
  let directoryEnd = start;
  if (directoryEnd > root.length) directoryEnd--;
  return { root, dir: path.slice(0, Math.max(directoryEnd, root.length)), base, ext, name };
}

/** Names that Windows keeps for devices, in any folder. */
function isReserved(name) {
  return /^(?:con|prn|aux|nul|(?:com|lpt)[1-9\u00b9\u00b2\u00b3])$/i.test(name);
}

const posix = makePosix();
const win32 = makeWin32();
posix.posix = win32.posix = posix;
posix.win32 = win32.win32 = win32;
for (const flavour of [posix, win32]) flavour._makeLong = flavour.toNamespacedPath;
module.exports = posix;

function makePosix() {
  const isSeparator = (character) => character === '/';
  const rootOf = (path) => (path[0] === '/' ? '/' : '');

  return {
    resolve(...paths) {
      let resolved = '';
      for (let index = paths.length - 1; index >= 0 && resolved[0] !== '/'; index--) {
        checkString(paths[index], `paths[${index}]`);
        if (paths[index] !== '') resolved = resolved === '' ? paths[index] : `${paths[index]}/${resolved}`;
      }
      if (resolved[0] !== '/') resolved = `${process.cwd()}/${resolved}`;
      return binding.simplify(resolved);
    },
    normalize: binding.normalize,
    isAbsolute(path) {
      checkString(path, 'path');
      return path[0] === '/';
    },
    join: binding.join,
    relative(from, to) {
      checkString(from, 'from');
      checkString(to, 'to');
      if (from === to) return '';
      const source = posix.resolve(from).split('/').filter(Boolean);
      const target = posix.resolve(to).split('/').filter(Boolean);
      let same = 0;
      while (same < source.length && same < target.length && source[same] === target[same]) same++;
      return [...source.slice(same).fill('..'), ...target.slice(same)].join('/');
    },
    toNamespacedPath: (path) => path,
    dirname(path) {
      checkString(path, 'path');
      if (path === '') return '.';
      const root = rootOf(path);
      const { start } = lastName(path, root.length, isSeparator);
      if (start <= root.length) return root || '.';
      // `//a` lies in `//`.
      if (start === 2 && path.startsWith('//')) return '//';
      return path.slice(0, start - 1);
    },
    basename(path, suffix) {
      if (suffix !== undefined) checkString(suffix, 'suffix');
      checkString(path, 'path');
      return nameWithoutSuffix(path, lastName(path, 0, isSeparator), suffix);
    },
    extname(path) {
      checkString(path, 'path');
      const { start, end } = lastName(path, 0, isSeparator);
      return extensionOf(path.slice(start, end));
    },
    format: _format.bind(null, '/'),
    parse: (path) => parseWith(posix, rootOf, isSeparator, path),
    matchesGlob(path, pattern) {
      checkString(path, 'path');
      checkString(pattern, 'pattern');
      return require('internal:path/glob').matches(path, pattern);
    },
    sep: '/',
    delimiter: ':',
    win32: null,
    posix: null,
  };
}

function makeWin32() {
  const isSeparator = (character) => character === '\\' || character === '/';
  const split = (path) => path.split(/[\\/]/);

  /** The drive or share (`C:`, `\\server\share`) and whether the path begins at its root. */
  function head(path) {
    const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)([\\/]?)/.exec(path);
    if (share) {
      return {
        device: `\\\\${share[1]}\\${share[2]}`,
        length: share[0].length,
        absolute: true,
        isShare: true,
        rootText: share[0],
      };
    }
    const drive = /^[A-Za-z]:/.test(path) ? path.slice(0, 2) : '';
    const absolute = isSeparator(path[drive.length] ?? '');
    const length = drive.length + (absolute ? 1 : 0);
    return { device: drive, length, absolute, isShare: false, rootText: path.slice(0, length) };
  }

  /** The part of a path that `..` can't leave: a drive, a share, a device. */
  function anchor(path) {
    const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
    if (share === null) {
      const { device, length, absolute } = head(path);
      return { device, length, absolute, isWhole: false };
    }
    const [whole, server, name] = share;
    if (server === '.' || server === '?') {
      return { device: `\\\\${server}`, length: 4, absolute: true, isWhole: false };
    }
    return {
      device: `\\\\${server}\\${name}`,
      length: whole.length,
      absolute: true,
      isWhole: whole.length === path.length,
    };
  }

  /** [`anchor`], where names that the system keeps for devices count too. */
  function anchorOrDevice(path) {
    const found = anchor(path);
    const colon = path.indexOf(':');
    if (/^\\\\[.?]$/.test(found.device)) {
      const device = path.slice(4, colon + 1);
      return isReserved(device.slice(0, -1))
        ? { ...found, device: `\\\\?\\${device}`, length: 4 + device.length }
        : found;
    }
    if (found.absolute || found.device || !isReserved(path.slice(0, Math.max(colon, 0)))) return found;
    return { ...found, device: path.slice(0, colon + 1), length: colon + 1 };
  }

  /** Whether a relative path would name a drive or a stream of one, were it not for `.\`. */
  function needsGuard(path, tail) {
    if (/^[A-Za-z]:/.test(tail)) return true;
    return /:(?:[\\/]|$)/.test(path);
  }

  function normalize(path) {
    checkString(path, 'path');
    if (path === '') return '.';
    if (path.length === 1) return path === '/' ? '\\' : path;
    const { device, length, absolute, isWhole } = anchorOrDevice(path);
    if (isWhole) return `${device}\\`;
    let tail = simplify(split(path.slice(length)), absolute).join('\\');
    if (tail === '' && !absolute) tail = '.';
    if (tail !== '' && isSeparator(path[path.length - 1])) tail += '\\';
    if (!absolute && device === '' && needsGuard(path, tail)) return `.\\${tail}`;
    const colon = path.indexOf(':');
    if (isReserved(path.slice(0, colon))) return `.\\${device}${tail}`;
    return absolute ? `${device}\\${tail}` : `${device}${tail}`;
  }

  function resolve(...paths) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let index = paths.length - 1; index >= -1 && !(absolute && device); index--) {
      const path = index >= 0 ? paths[index] : process.cwd();
      if (index >= 0) checkString(path, `paths[${index}]`);
      if (path === '') continue;
      const start = anchor(path);
      if (start.device && device && start.device.toLowerCase() !== device.toLowerCase()) continue;
      device ||= start.device;
      if (!absolute) {
        tail = `${path.slice(start.length)}\\${tail}`;
        absolute = start.absolute;
      }
    }
    const inside = simplify(split(tail), absolute).join('\\');
    return absolute ? `${device}\\${inside}` : `${device}${inside}` || '.';
  }

  return {
    resolve,
    normalize,
    isAbsolute(path) {
      checkString(path, 'path');
      return isSeparator(path[0] ?? '') || /^[A-Za-z]:[\\/]/.test(path);
    },
    join(...paths) {
      for (const path of paths) checkString(path, 'path');
      const given = paths.filter((path) => path !== '');
      if (given.length === 0) return '.';
      let joined = given.join('\\');
      // Two separators begin a share only when the first part says so itself.
      if (!/^[\\/]{2}[^\\/]/.test(given[0])) joined = joined.replace(/^[\\/]{2,}/, '\\');
      // A device of the system's stays where it is.
      if (
        joined.split('\\').some((part) => part.includes(':') && isReserved(part.slice(0, part.indexOf(':'))))
      ) {
        return joined.replaceAll('/', '\\');
      }
      return normalize(joined);
    },
    relative(from, to) {
      checkString(from, 'from');
      checkString(to, 'to');
      if (from === to) return '';
      const wanted = resolve(to);
      const source = resolve(from).split('\\').filter(Boolean);
      const target = wanted.split('\\').filter(Boolean);
      let same = 0;
      while (
        same < source.length &&
        same < target.length &&
        source[same].toLowerCase() === target[same].toLowerCase()
      )
        same++;
      if (same === 0 && source.length > 0 && target.length > 0) return wanted;
      return [...source.slice(same).fill('..'), ...target.slice(same)].join('\\');
    },
    toNamespacedPath(path) {
      if (typeof path !== 'string' || path === '') return path;
      const resolved = resolve(path);
      if (resolved.length <= 2) return path;
      if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
      if (/^[A-Za-z]:\\/.test(resolved)) return `\\\\?\\${resolved}`;
      return resolved;
    },
    dirname(path) {
      checkString(path, 'path');
      if (path === '') return '.';
      const { length, isShare } = head(path);
      const { start } = lastName(path, length, isSeparator);
      if (start <= length) return path.slice(0, length) || (isShare ? path : '.');
      return path.slice(0, start - 1);
    },
    basename(path, suffix) {
      if (suffix !== undefined) checkString(suffix, 'suffix');
      checkString(path, 'path');
      const root = /^[A-Za-z]:/.test(path) ? 2 : 0;
      return nameWithoutSuffix(path, lastName(path, root, isSeparator), suffix);
    },
    extname(path) {
      checkString(path, 'path');
      const root = /^[A-Za-z]:/.test(path) ? 2 : 0;
      const { start, end } = lastName(path, root, isSeparator);
      return extensionOf(path.slice(start, end));
    },
    format: _format.bind(null, '\\'),
    parse: (path) => parseWith(win32, (text) => head(text).rootText, isSeparator, path),
    matchesGlob(path, pattern) {
      checkString(path, 'path');
      checkString(pattern, 'pattern');
      return require('internal:path/glob').matches(path.replaceAll('\\', '/'), pattern);
    },
    sep: '\\',
    delimiter: ';',
    win32: null,
    posix: null,
  };
}
