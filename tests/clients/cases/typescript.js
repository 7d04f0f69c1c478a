'use strict';
const ts = require('typescript');

const source = `
enum Kind { A, B = 'b', C = 1 << 3 }
abstract class Shape<T extends object = {}> { protected readonly kind!: Kind; constructor(private name: string, public size?: number) {} abstract area(): number; @log method(@arg x: T): asserts x is T {} }
namespace N { export const x = 1; export function f(this: Date, a: string | undefined): a is string { return !!a; } }
export type { Shape }; export default <const T,>(x: T) => x satisfies unknown as T;
async function* g() { for await (const x of y) yield* x?.z ?? w!; }
function log(...args: any[]): any {} const arg = log;
using r = open();
`;
for (const [target, module] of [['ES5', 'CommonJS'], ['ESNext', 'ESNext']]) {
  const compilerOptions = { target: ts.ScriptTarget[target], module: ts.ModuleKind[module], experimentalDecorators: true, jsx: ts.JsxEmit.React, removeComments: true };
  const output = ts.transpileModule(source, { compilerOptions, reportDiagnostics: true });
  console.log(target, output.diagnostics.length);
  console.log(output.outputText);
}
const broken = ts.transpileModule('let a: = 5; class {', { reportDiagnostics: true });
for (const { code, start, messageText } of broken.diagnostics) console.log(code, start, messageText);
