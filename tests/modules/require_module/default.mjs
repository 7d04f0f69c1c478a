export default 'default'; export const other = 2; export let count = 0; export const bump = () => { count++; };
