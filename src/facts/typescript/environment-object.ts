import type { CodeToken } from './tokens.ts'

/** Index behind `process.env`, `import.meta.env`, `Bun.env`; undefined when none of them starts here. */
export function environmentObject(tokens: readonly CodeToken[], index: number): number | undefined {
  const first = tokens[index]?.value
  if (first !== 'process' && first !== 'Bun' && first !== 'import') return undefined
  const value = (offset: number): string | undefined => tokens[index + offset]?.value
  if (value(-1) === '.' && value(-2) !== 'globalThis' && value(-2) !== 'global') return undefined
  if (first !== 'import' && (value(1) === '.' || value(1) === '?.') && value(2) === 'env') return index + 3
  if (first === 'import' && value(2) === 'meta' && value(4) === 'env') return index + 5
  return undefined
}

/** Names that a file gives to the whole environment: `const variables = process.env`. */
export function namesOfEnvironment(tokens: readonly CodeToken[]): ReadonlySet<string> {
  const names = new Set(['env'])
  for (const [index, { value }] of tokens.entries()) {
    if (value !== '=' || tokens[index - 1]?.type !== 'IdentifierName') continue
    const end = /^(?:const|let|var)$/.test(tokens[index - 2]?.value ?? '')
      ? environmentObject(tokens, index + 1)
      : undefined
    if (end === undefined || /^[.[]|^\?\.$/.test(tokens[end]?.value ?? '')) continue
    names.add(tokens[index - 1]?.value ?? '')
  }
  return names
}

/** A variable or member called `env`, or as the file calls the environment: as it is handed around. */
export function isHandedEnvironment(tokens: readonly CodeToken[], index: number, names: ReadonlySet<string>): boolean {
  if (!names.has(tokens[index]?.value ?? '') || tokens[index]?.type !== 'IdentifierName') return false
  const owner = tokens[index - 2]?.value
  const isMember = tokens[index - 1]?.value === '.' || tokens[index - 1]?.value === '?.'
  return !(isMember && (owner === 'process' || owner === 'Bun' || owner === 'meta'))
}
