import type { RE2JS } from 're2js'
import { shown } from './values.ts'

let engine: typeof RE2JS | undefined
const compiled = new Map<string, RE2JS>()

/** A template asks for a pattern before the engine is there: who catches this loads it, and renders the template again. */
export class PatternsMissing extends Error {}

/**
 * Loads the engine of Go's regular expressions, which few charts need. It takes time by the length of the text alone,
 * whereas JavaScript's own can go on for years with `(a+)+$`.
 */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS
}

/** Whether a function of Sprig takes a pattern. */
export const takesPattern = (name: string): boolean => Object.hasOwn(functions, name)

/**
 * What such a function gives back; `cost`: about how many steps of the engine that took. Throws PatternsMissing, and an Error where
 * the pattern is none.
 */
export function withPattern(
  name: string,
  given: readonly unknown[],
): { readonly value: unknown; readonly cost: number } {
  const call = functions[name]
  if (call === undefined) throw new Error(`the function "${name}" is not known here`)
  const pattern = shown(given[0])
  const expression = compiled.get(pattern) ?? compile(pattern)
  compiled.set(pattern, expression)
  const text = shown(given[1])
  return { value: call(expression, text, given[2]), cost: (text.length + 1) * expression.programSize() }
}

function compile(pattern: string): RE2JS {
  if (engine === undefined) throw new PatternsMissing(pattern)
  return engine.compile(pattern)
}

type PatternFunction = (pattern: RE2JS, text: string, third: unknown) => unknown

const functions: Readonly<Record<string, PatternFunction>> = {
  regexMatch: (pattern, text) => pattern.test(text),
  regexFind: (pattern, text) => found(pattern, text, 1)[0]?.text ?? '',
  regexFindAll: (pattern, text, many) => found(pattern, text, many).map((each) => each.text),
  regexSplit: (pattern, text, many) => parts(pattern, text, many),
  regexReplaceAll: (pattern, text, to) => pattern.matcher(text).replaceAll(shown(to).replace(/\$\{(\w+)\}/g, group)),
  regexReplaceAllLiteral: (pattern, text, to) => pattern.matcher(text).replaceAll(shown(to).replaceAll('$', '$$$$')),
}

/** Groups are numbered, or named, which JavaScript writes otherwise. */
const group = (_: string, name: string): string => (/^\d+$/.test(name) ? `$${name}` : `$<${name}>`)

interface Found {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** All matches, or as many as are wanted: any number below 0 for all. */
function found(pattern: RE2JS, text: string, many: unknown): readonly Found[] {
  const most = Number(many)
  const all: Found[] = []
  const matcher = pattern.matcher(text)
  while ((Number.isNaN(most) || most < 0 || all.length < most) && matcher.find())
    all.push({ text: matcher.group() ?? '', start: matcher.start(), end: matcher.end() })
  return all
}

/** As Go cuts a text: in as many parts as are wanted, the last of which is the rest. */
function parts(pattern: RE2JS, text: string, many: unknown): readonly string[] {
  const most = Number(many)
  if (most === 0) return []
  const cuts = found(pattern, text, most > 0 ? most - 1 : -1).filter(({ end }) => end > 0)
  const starts = [0, ...cuts.map(({ end }) => end)]
  // What is cut off at the very end is nothing.
  if (text !== '' && cuts.at(-1)?.start === text.length) starts.pop()
  return starts.map((start, index) => text.slice(start, cuts[index]?.start ?? text.length))
}
