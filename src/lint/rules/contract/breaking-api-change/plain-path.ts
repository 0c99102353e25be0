/** How a parameter of a path is called concerns no caller. */
export const plainPath = (name: string): string => name.replace(/\{[^{}]*\}/g, '{}')
