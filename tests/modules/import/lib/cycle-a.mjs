import { odd } from './cycle-b.mjs'; export function even(n) { return n === 0 || odd(n - 1); }
