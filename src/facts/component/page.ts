/** Components and plain pages: the scripts in them are for browsers, whatever else the service does that hands them out. */
export const isPage = (file: string): boolean => /\.(?:vue|svelte|html)$/.test(file)
