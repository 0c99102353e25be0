import { posix } from 'node:path'
import type { Service } from '../graph.ts'
import { plainName } from '../source-folders.ts'
import { nameStem } from '../telling-names.ts'

/**
 * Services by what people call them when they are short: without the words that many names of the system begin or end
 * with (`shop-cart`, `shop-orders`; `cart-cna-microservice`, `users-cna-microservice`). A short name that two could
 * have stands for neither.
 */
export function shortNames(services: readonly Service[]): (name: string) => Service | undefined {
  // `orders/backend` and `users/backend`: such folders tell nothing, and the services are called otherwise.
  const folders = new Set<string>()
  const sameFolders = new Set<string>()
  for (const { path } of services) {
    const folder = posix.basename(path).toLowerCase()
    if (folders.has(folder)) sameFolders.add(folder)
    folders.add(folder)
  }
  const calledOf = ({ name, path }: Service): string =>
    sameFolders.has(posix.basename(path).toLowerCase()) ? name : posix.basename(path)
  const names = services.map((service) => ({ service, words: wordsOf(calledOf(service)) }))
  const counts = new Map<string, number>()
  for (const { words } of names) for (const affix of affixesOf(words)) counts.set(affix, (counts.get(affix) ?? 0) + 1)
  const isShared = (affix: string): boolean => (counts.get(affix) ?? 0) >= Math.max(2, services.length / 2)
  const shorten = (words: readonly string[]): string => {
    const from = longest(words, (count) => isShared(`${words.slice(0, count).join('-')}-`))
    const rest = words.slice(from)
    const less = longest(rest, (count) => isShared(`-${rest.slice(rest.length - count).join('-')}`))
    return plainName(rest.slice(0, rest.length - less).join(''))
  }
  const found = new Map<string, Service | undefined>()
  for (const { service, words } of names) {
    for (const name of new Set([shorten(words), bare(shorten(words))])) {
      found.set(name, found.has(name) ? undefined : service)
    }
  }
  return (name) => {
    const words = wordsOf(name)
    return [plainName(name), shorten(words), bare(shorten(words))].map((each) => found.get(each)).find(Boolean)
  }
}

/** `RedDog.AccountingService` and `red-dog-accounting-service` have the same words. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')

/** All beginnings and ends of a name that leave something of it. */
function affixesOf(words: readonly string[]): string[] {
  return words
    .slice(1)
    .flatMap((_, index) => [`${words.slice(0, index + 1).join('-')}-`, `-${words.slice(index + 1).join('-')}`])
}

/** The most words that can be taken away so that at least one is left. */
function longest(words: readonly string[], isTaken: (count: number) => boolean): number {
  for (let count = words.length - 1; count > 0; count--) if (isTaken(count)) return count
  return 0
}

/** Folders may be called after an app, too. */
const bare = (name: string): string => nameStem(name).replace(/app$/, '') || nameStem(name)
