export const flag = import.meta.filename.slice(-11);
