export const x = ];
