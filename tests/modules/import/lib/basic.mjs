(globalThis.order ??= []).push('basic');
export default 'the default';
export const named = 'a name';
export let counter = 1;
export function increment() { counter++; }
