import { mentionsAny } from '../reading/glance.ts'
import type { WrittenRoute } from './served.ts'

const heads = ['urls', 'uris', 'endpoints', 'api', 'apis', 'api_paths', 'apipaths', 'api_routes', 'apiroutes']
/** How the name of a list of paths ends, in small letters, and what stands behind it. */
export const listWords = heads.flatMap((head) => [`${head} = {`, `${head} = object.freeze(`])
const mentionsList = mentionsAny(listWords)

/** `export const backendUrls = {`, `const API_ENDPOINTS = Object.freeze({` */
const list =
  /\b(?:const|let|var)\s+\w{0,40}?(?:ur[il]s|endpoints|apis?|api_?(?:paths|routes)) = (?:Object\.freeze ?\(\s*)?\{/gi
/** `LOGIN: '/api/users/signin'`, `order: (id) => `/orders/${id}`` */
const entry =
  /[\w$'"\]]\s*:\s*(?:(?:async\s+)?(?:\([^()\n]{0,80}\)|\w{1,40})\s*(?::\s*\w{1,40}\s*)?=>\s*)?(["'`])(?<path>\/[^"'`\n]{1,200})\1/g

/** No list of paths is longer. */
const longest = 10_000

/** Paths that a script keeps in a list of what others serve, to ask for them elsewhere. */
export function listedRoutes(text: string): WrittenRoute[] {
  if (!mentionsList(text)) return []
  let end = 0
  return [...text.matchAll(list)].flatMap(({ 0: head, index }) => {
    // What lies in another list was read with it.
    if (index < end) return []
    const start = index + head.length
    end = endOf(text, start)
    const body = text.slice(start, end)
    return [...body.matchAll(entry)].map(({ index: within, groups }) => ({
      offset: start + within,
      path: groups?.['path'] ?? '',
    }))
  })
}

/** Where the bracket closes that is open at a place. */
function endOf(text: string, start: number): number {
  let depth = 1
  for (let at = start; at < text.length && at < start + longest; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at
  }
  return Math.min(start + longest, text.length)
}
