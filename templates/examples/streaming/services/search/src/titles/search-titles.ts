import type { Title } from './title.ts'

/** The titles that have every word, those with most of them in the name first, then by name. */
export function searchTitles(titles: readonly Title[], query: string): Title[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const inName = (title: Title): number => words.filter((word) => plain(title.name).includes(word)).length
  return titles
    .filter((title) => words.every((word) => plain(`${title.name} ${title.artist} ${title.year}`).includes(word)))
    .sort((a, b) => inName(b) - inName(a) || (a.name < b.name ? -1 : 1))
}

/** Without case and accents: who types "etude" means "Étude". */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
