import type { Extractor } from '../../src/facts/extractor.ts'
import type { Fact, FactKind } from '../../src/facts/fact.ts'
import { extractorsOf } from '../../src/facts/reading/draw.ts'

/** The facts that an extractor states about a file, as short lines: `line:column kind words`; not what only other files may need. */
export async function statements(extractor: Extractor, path: string, text: string, kinds?: FactKind[]) {
  expectMatch(extractor, path)
  await extractor.prepare?.()
  return extractor
    .extract({ path, text })
    .filter(({ kind }) => kinds?.includes(kind) ?? kind !== 'setting-part')
    .map((fact) => `${fact.at.line}:${fact.at.column} ${inWords(fact)}`)
}

/** The facts themselves. */
export async function factsOf(extractor: Extractor, path: string, text: string): Promise<readonly Fact[]> {
  expectMatch(extractor, path)
  await extractor.prepare?.()
  return extractor.extract({ path, text })
}

function expectMatch(extractor: Extractor, path: string): void {
  if (!extractorsOf(path).some(({ id }) => id === extractor.id))
    throw new Error(`${extractor.id} does not read ${path}`)
}

function inWords(fact: Fact): string {
  switch (fact.kind) {
    case 'import':
      return `import ${fact.specifier}${fact.typeOnly ? ' (type)' : ''}`
    case 'env-read': {
      const fallback = fact.fallback === undefined ? '' : ` or ${fact.fallback}`
      return `${fact.onlyNamed ? 'named' : 'read'} ${fact.name}${fallback}`
    }
    case 'address':
      return `${fact.use} ${fact.setting ? `${fact.setting}=` : ''}${fact.address.shown}`
    case 'env-set':
      return `set ${fact.name}=${fact.from.source === 'literal' ? fact.value : `${fact.from.object}/${fact.from.key}`}`
    case 'base-image': {
      const notes = [fact.stage && `as ${fact.stage}`, fact.internal && 'internal', fact.final && 'final']
      return ['from', fact.image, ...notes.filter((note) => note)].join(' ')
    }
    case 'image-user':
      return `user ${fact.user}${fact.final ? ' final' : ''}`
    case 'remote-call':
      return `calls ${fact.client} ${fact.hasDeadline ? 'with' : 'without'} a deadline`
    case 'image-copy':
      return `copy ${fact.sources.join(' ')} to ${fact.target}${fact.from ? ` from ${fact.from}` : ''} in ${fact.stage}${fact.final ? ' final' : ''}`
    case 'image-run':
      return `run ${fact.command} in ${fact.stage}${fact.final ? ' final' : ''}`
    case 'image-start':
      return `${fact.instruction} ${fact.form} ${fact.command}`
    case 'expose':
      return `expose ${fact.port}`
    case 'table':
      return `${fact.use} ${fact.table}`
    case 'client':
      return `client ${fact.name ?? fact.constant}`
    case 'unresolved':
      return `unresolved ${fact.about}`
    default:
      return fact.kind
  }
}
