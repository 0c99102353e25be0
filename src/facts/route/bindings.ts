/** Where something comes from that a file knows by a name: the module, and what it is called there. */
interface Bound {
  readonly specifier: string
  readonly name?: string
}

/** By each name that a file takes from another module: tells where what begins with that name comes from. */
export type Bindings = (text: string) => ReadonlyMap<string, (written: string) => Bound>

const imported = /\bimport\s+(?<clause>[\w$*{][^'"`;]{0,400}?)\s*from\s*["'](?<module>[^"'\n]{1,200})["']/g
const required =
  /\b(?:const|let|var)\s+(?<clause>[\w$]{1,80}|\{[^{}]{1,400}\})\s*=\s*(?:await\s+)?(?:require|import) ?\(\s*["'](?<module>[^"'\n]{1,200})["']\s*\)/g

/** Names of JavaScript and TypeScript: `import orders, { prices as all } from './routes'`, `const orders = require('./orders')`. */
export const scriptBindings: Bindings = (text) => {
  const found = new Map<string, () => Bound>()
  for (const { groups = {} } of [...text.matchAll(imported), ...text.matchAll(required)]) {
    const { clause = '', module: specifier = '' } = groups
    const [, whole = '', inside = ''] = /^([^{]*)(?:\{([^}]*)\}?)?/.exec(clause) ?? []
    for (const name of whole.match(/[\w$]+(?=\s*,?\s*$)/g) ?? [])
      found.set(name, () => ({ specifier, name: 'default' }))
    for (const part of inside.split(',')) {
      const [name, local = name] = part.trim().split(/\s+as\s+|\s*:\s*/)
      if (name !== undefined && name !== '' && local !== undefined) found.set(local, () => ({ specifier, name }))
    }
  }
  return found
}

const fromModule =
  /^[ \t]*from\s+(?<module>[\w.]{1,120})\s+import\s+(?:\((?<list>[^()]{1,800})\)|(?<line>[^\n#]{1,400}))/gm
const wholeModule = /^[ \t]*import\s+(?<module>[\w.]{1,120})(?:\s+as\s+(?<local>\w{1,80}))?[ \t]*$/gm

/** Names of Python: `from .routers import orders`, `import shop.orders as orders`. */
export const pythonBindings: Bindings = (text) => {
  const found = new Map<string, (written: string) => Bound>()
  for (const { groups = {} } of text.matchAll(fromModule)) {
    const { module = '', list, line = '' } = groups
    for (const part of (list ?? line).split(',')) {
      const [name = '', local = name] = part.trim().split(/\s+as\s+/)
      const specifier = module.endsWith('.') ? module + name : `${module}.${name}`
      if (/^\w+$/.test(name)) found.set(local, () => ({ specifier }))
    }
  }
  for (const { groups = {} } of text.matchAll(wholeModule)) {
    const { module = '', local } = groups
    // Without a name of its own it is written in full where it is taken: `shop.orders.router`.
    if (local === undefined) found.set(module.split('.')[0] ?? '', (written) => ({ specifier: written }))
    else found.set(local, () => ({ specifier: module }))
  }
  return found
}
