'use strict';
// TypeScript files run with their types stripped.
const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'types-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
let count = 0;

function write(source, extension = '.ts', ...below) {
  const file = path.join(folder, ...below, `file${count++}${extension}`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, source);
  return file;
}

const run = (source) => require(write(source));

test('every kind of type goes', () => {
  const shown = run(`
interface Shape { area(): number }
type Name = string | number;
declare const nowhere: number;
declare function f(a: number): void;
abstract class Base<T> implements Shape {
  private readonly kept: T;
  static count?: number = 1;
  late!: string;
  declare gone: number;
  [key: string]: any;
  abstract missing(): void;
  constructor(kept: T, public_?: boolean) { this.kept = kept; }
  area(this: Base<T>): number { return (this.kept as unknown as number)! * 2; }
  over(a: string): void;
  over(a: any): any { return a satisfies any; }
}
class Square extends Base<number> { override missing(): void {} }
const pick = async <T,>(a: T, b?: T): Promise<T | undefined> => a ?? b;
function is(a: unknown): a is string { return typeof a === 'string' }
namespace OnlyTypes { export type A = 1 }
let definite!: number
type Asi = 1
;[definite] = [4]
for (const [a, b] of new Map<string, number>([['k', 1]])) definite += b as number;
try { throw 1 } catch (e: unknown) { definite += e as number }
module.exports = { area: new Square(4).area(), definite, is: is('x'), pick, source: String(is), over: new Square(1).over('o') };
`);
  assert.deepStrictEqual([shown.area, shown.definite, shown.is, shown.over], [8, 6, true, 'o']);
  assert.strictEqual(shown.source, "function is(a         )              { return typeof a === 'string' }");
  assert.strictEqual(shown.pick.length, 2);
});

test('imports of types vanish, others stay', async () => {
  const file = write(
    `import type { A } from './nowhere.ts';
import { type B, join } from 'node:path';
export type { A };
export type C = A | B;
export interface D {}
export const joined: string = join('a', 'b');
export default function (a: number): number;
export default function (a: any): any { return a }
`,
    '.mts',
  );
  const { joined, default: same } = await import(file);
  assert.deepStrictEqual([joined, same(3)], [path.join('a', 'b'), 3]);
});

const refused = [
  ['enum A { X }', 'TypeScript enum is not supported in strip-only mode'],
  ['const enum A { X }', 'TypeScript enum is not supported in strip-only mode'],
  [
    'namespace N { export const x = 1 }',
    'TypeScript namespace declaration is not supported in strip-only mode',
  ],
  ['module N { }', '`module` keyword is not supported. Use `namespace` instead.'],
  [
    'class A { constructor(private x: number) {} }',
    'TypeScript parameter property is not supported in strip-only mode',
  ],
  [
    'class A { constructor(readonly x: number) {} }',
    'TypeScript parameter property is not supported in strip-only mode',
  ],
  ["import a = require('fs')", 'TypeScript import equals declaration is not supported in strip-only mode'],
  ['export = 1', 'TypeScript export assignment is not supported in strip-only mode'],
  [
    'let x = <number>1',
    "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type strip mode. Instead, use the 'as' syntax: `expr as T`.",
  ],
];

test('what means more than types is refused', () => {
  for (const [source, message] of refused) {
    const expected = { name: 'SyntaxError', code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', message };
    assert.throws(() => run(source), expected, source);
  }
});

test('what is no TypeScript is refused', () => {
  assert.throws(() => run('let x: number = ;'), {
    name: 'SyntaxError',
    code: 'ERR_INVALID_TYPESCRIPT_SYNTAX',
  });
});

test('no types are stripped in packages', () => {
  const file = write('let a: number = 1', '.ts', 'node_modules', 'package');
  assert.throws(() => require(file), { code: 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING' });
});

test('lines and columns stay', () => {
  const stack = run(
    'type A = {\n  a: 1\n}\nmodule.exports = (() => { const a: A | number = 1; return new Error(String(a)).stack })()',
  );
  assert.match(stack, /file\d+\.ts:4:\d+/);
  const [, column] = /\.ts:4:(\d+)/.exec(stack);
  assert.strictEqual(Number(column), 'module.exports = (() => { const a: A | number = 1; return '.length + 1);
});
