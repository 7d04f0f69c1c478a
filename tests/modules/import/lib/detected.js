export default 'detected'; export const flag = typeof this;
