export const value = await new Promise((resolve) => resolve('awaited'));
