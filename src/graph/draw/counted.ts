/** `1 error`, `2 errors`; what does not end so says itself how it ends. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`
