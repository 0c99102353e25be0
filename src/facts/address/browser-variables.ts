/** How frameworks call the variables that they write into what browsers are sent, when it is built. */
const prefix = /^(?:(?:NEXT|NUXT|EXPO|SNOWPACK)_PUBLIC|VITE|REACT_APP|VUE_APP|NG_APP|GATSBY|STORYBOOK)_/

/** Whether a variable is for code that runs in browsers: an address in it is one on the machine of whoever looks at the page. */
export const isForBrowsers = (name: string): boolean => prefix.test(name)

/** What a variable is called without that. */
export const withoutBrowserPrefix = (name: string): string => name.replace(prefix, '')
