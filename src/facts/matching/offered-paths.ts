/** What a gateway asks of all services of its own that offer paths to it: no action can be called so. */
export const offeredPaths = '$rest'
