/** The words of a name, in lower case: `checkout-api`, `checkoutApi` and `Checkout API` are all `checkout`, `api`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Case styles that templates may ask for, by helper name. */
export const caseStyles = {
  kebab: (name: string) => wordsOf(name).join('-'),
  snake: (name: string) => wordsOf(name).join('_'),
  constant: (name: string) => wordsOf(name).join('_').toUpperCase(),
  pascal: (name: string) => wordsOf(name).map(capital).join(''),
  camel: (name: string) => {
    const [first = '', ...rest] = wordsOf(name)
    return first + rest.map(capital).join('')
  },
  title: (name: string) => wordsOf(name).map(capital).join(' '),
} as const
