'use strict';
const Babel = require('@babel/standalone');

const code = (source, options) => Babel.transform(source, { configFile: false, babelrc: false, ...options }).code;
console.log(code('const f = async ({ a = 1, ...rest }, [b]) => { for await (const x of a?.b ?? []) yield_(x, `${b}!`); };', { presets: [['env', { targets: { ie: '11' }, modules: false }]] }));
console.log(code('class A extends B { #x = 1; static y = this.z; get x() { return this.#x ** 2; } }', { presets: [['env', { targets: { node: '10' } }]] }));
console.log(code('export default function App({ name }) { return <div className="a" {...name}>Hi {name}<br/></div>; }', { presets: ['react', ['env', { modules: 'commonjs', targets: { node: '20' } }]] }));
console.log(code('enum Kind { A, B = 5 } interface X { a: string } export const f = <T,>(a: T, b?: X): T => a as T; type Y = X | null;', { presets: ['typescript'], filename: 'x.ts' }));
const names = [];
Babel.transform('let a = 1; function b(c) { return a + c; }', { plugins: [() => ({ visitor: { Identifier(path) { names.push(path.node.name); } } })] });
console.log(names.join(' '));
try {
  code('let a = ;', {});
} catch (error) {
  console.log(error.name, error.message);
}
