(globalThis.order ??= []).push('common');
exports.alpha = 'alpha';
exports.beta = 2;
exports.load = async () => (await import('./basic.mjs')).named + (await import('node:path')).sep;
