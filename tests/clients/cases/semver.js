'use strict';
const semver = require('semver');

const versions = ['1.2.3', '1.2.3-alpha.1', '1.2.3-alpha.beta', '1.2.3+build', '2.0.0', '1.10.0', '1.9.9', '0.0.1-0'];
console.log(semver.sort([...versions]).join(' '), semver.rsort([...versions])[0]);
for (const range of ['^1.2.3', '~1.2', '>=1.0.0 <2', '1.x || 2.x', '1.2.3 - 1.10', '*', '^0.0.1', '>1.2.3-alpha', 'blah']) console.log(range, '=>', semver.validRange(range), versions.filter((version) => semver.satisfies(version, range)).join(' '), semver.maxSatisfying(versions, range), semver.validRange(range) && String(semver.minVersion(range)));
for (const kind of ['major', 'minor', 'patch', 'premajor', 'preminor', 'prepatch', 'prerelease']) console.log(kind, semver.inc('1.2.3-beta.4', kind, 'rc'), semver.inc('1.2.3', kind));
console.log(semver.diff('1.2.3', '1.3.0-a'), semver.coerce('v3.4 replaces v3.3.1').version, semver.clean('  =v1.2.3 '), semver.valid('1.2'), semver.parse('1.2.3-a.1+b').prerelease, semver.intersects('^1', '>=1.5'), semver.subset('~1.2', '^1'), semver.simplifyRange(versions, '1.2.3 || 1.9.9 || 1.10.0'));
try {
  new semver.SemVer('x.y.z');
} catch (error) {
  console.log(error.name, error.message);
}
