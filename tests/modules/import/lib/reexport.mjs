export { named as again } from './basic.mjs'; export * from './basic.mjs';
