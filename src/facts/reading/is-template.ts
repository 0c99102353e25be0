/** Whether what a file says may depend on other files, too: a template, on the values of its chart. */
export const isTemplate = (text: string): boolean => text.includes('{{')
