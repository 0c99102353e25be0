/** Text as XML and HTML take it, between tags and in quotes: they have no control characters. */
export const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** JSON inside of a script element: nothing in it can end the element, or command the terminal that it is shown on. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(/<|\p{Cc}/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
