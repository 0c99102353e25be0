import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ExportsFact, ImportFact } from '../fact.ts'

/** What packages are called that hold the settings of a program, and the types that others have for theirs. */
const ofSettings = /^(?:configs?|conf|cfg|settings?|options)$/
const settingsType = /^\w*(?:Config|Cfg|Conf|Options|Settings)$/

/**
 * `import "a/b"` and `import ( … )`, with or without names of their own; of a program, with what it takes of each. `locals`: takes
 * in what the file calls each of them.
 */
export function imports(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  locals?: Map<string, string>,
): ImportFact[] {
  const facts: ImportFact[] = []
  const holder = tokens[0]?.value === 'package' ? (tokens[1]?.value ?? '') : ''
  const isProgram = holder === 'main'
  const add = (index: number): void => {
    const token = tokens[index]
    const specifier = literalOf(token)
    if (token && specifier !== undefined) {
      const before = tokens[index - 1]
      const loaded = before?.value === '_' ? { onlyLoaded: true as const } : {}
      const local = before?.type === 'name' && before.value !== 'import' ? before.value : packageName(specifier)
      const names = isProgram || ofSettings.test(holder) ? takenOf(local, tokens) : []
      const isHeld = !isProgram && names.length > 0 && names.every((name) => settingsType.test(name))
      facts.push({
        kind: 'import',
        at: at(token.offset + 1),
        language: 'go',
        specifier,
        typeOnly: false,
        ...loaded,
        ...(isProgram ? { names } : {}),
        ...(isHeld ? { onlySettings: true as const } : {}),
      })
      locals?.set(local, specifier)
    }
  }
  for (let index = 0; index < tokens.length; index++) {
    const { type, value } = tokens[index] ?? { type: 'sign', value: '' }
    // Imports come before all else.
    if (type === 'name' && /^(?:func|type|var|const)$/.test(value)) break
    if (type !== 'name' || value !== 'import') continue
    if (tokens[index + 1]?.value !== '(') {
      add(tokens[index + 1]?.type === 'text' ? index + 1 : index + 2)
      continue
    }
    for (index += 2; index < tokens.length && tokens[index]?.value !== ')'; index++) add(index)
  }
  return facts
}

/** What a package is called by custom: `orders` of `example.com/shop/go-orders/v2`. */
const packageName = (specifier: string): string =>
  (
    specifier
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? ''
  ).replace(/^go-|[.-]go$/g, '')

/** What code takes of a package, by the name that it has for it: `NewServer` of `orders.NewServer(…)`. */
function takenOf(local: string, tokens: readonly CodeToken[]): string[] {
  const names = tokens.flatMap(({ type, value }, index) =>
    type === 'name' && value === local && tokens[index + 1]?.value === '.' ? (tokens[index + 2]?.value ?? []) : [],
  )
  return [...new Set(names)]
}

/** Functions that a package offers to others, file by file; none of a program. */
export function offered(tokens: readonly CodeToken[], at: (offset: number) => At): ExportsFact[] {
  if (tokens[1]?.value === 'main') return []
  const names = tokens.flatMap(({ type, value }, index) =>
    type === 'name' && value === 'func' && /^[A-Z]/.test(tokens[index + 1]?.value ?? '')
      ? (tokens[index + 1]?.value ?? [])
      : [],
  )
  return names.length === 0 ? [] : [{ kind: 'exports', at: at(0), names }]
}
