import { asMap, asText, type Loose } from '../loose.ts'

/** The list that a step leads into is a list of containers, which a patch knows by their place alone. */
const ofContainers = /^(?:init)?containers$/i
/** No pod has more containers, and no manifest longer lists that a patch would speak of. */
const longest = 100

type Holder = Record<string, unknown> | unknown[]

/**
 * The part of a manifest that a JSON patch (RFC 6902) adds and replaces. A container in it that has no name is called by
 * its place: `[0]`.
 */
export function partOfPatch(operations: readonly unknown[]): Loose {
  const part: Record<string, unknown> = {}
  for (const operation of operations) {
    const { op, path, value } = asMap(operation)
    const steps = (asText(path) ?? '').split('/').slice(1).map(unescaped)
    if ((op === 'add' || op === 'replace') && steps.length > 0 && !steps.includes('__proto__')) put(part, steps, value)
  }
  return part
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

function put(holder: Holder, [step = '', next, ...rest]: readonly string[], value: unknown, list = ''): void {
  const place = Array.isArray(holder) ? placeIn(holder, step) : undefined
  if (Array.isArray(holder) && place === undefined) return
  const known = Array.isArray(holder) ? holder[place ?? 0] : Object.hasOwn(holder, step) ? holder[step] : undefined
  const inner =
    next === undefined ? value : isHolder(known) ? known : emptyFor(next, ofContainers.test(list) ? step : '')
  if (Array.isArray(holder)) holder[place ?? 0] = inner
  else holder[step] = inner
  if (next !== undefined && isHolder(inner)) put(inner, [next, ...rest], value, step)
}

function placeIn(list: readonly unknown[], step: string): number | undefined {
  const place = step === '-' ? list.length : Number(step)
  return Number.isInteger(place) && place >= 0 && place < longest ? place : undefined
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null

const emptyFor = (next: string, place: string): Holder =>
  /^(?:\d+|-)$/.test(next) ? [] : place === '' ? {} : { name: `[${place}]` }
