import { asList, asMap, asText, type Loose } from '../loose.ts'

/** What is meant by name and not by a pattern of several. */
const plainName = /^[a-z0-9-]+$/

/** What the operations of a JSON patch (RFC 6902) put into an object that they name, each as a patch that has that alone. */
export function operationsOn(target: Loose, operations: unknown): Loose[] {
  const [kind, name] = [asText(target.kind), asText(target.name)]
  if (kind === undefined || name === undefined || !plainName.test(name)) return []
  return asList(operations).flatMap((entry): Loose[] => {
    const { op, path, value } = asMap(entry)
    const steps = asText(path)?.split('/').slice(1).map(unescaped) ?? []
    if ((op !== 'add' && op !== 'replace') || steps.length < 2) return []
    const put = steps.reduceRight<unknown>((inner, step) => (isPosition(step) ? [inner] : { [step]: inner }), value)
    return [{ ...asMap(put), kind, metadata: { ...asMap(asMap(put).metadata), name } }]
  })
}

/** A place in a list; `-` is the one behind its end. */
const isPosition = (step: string): boolean => step === '-' || /^\d+$/.test(step)

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')
