import { stringify } from 'yaml'
import { caseStyles } from './words.ts'

type Helper = (...values: unknown[]) => unknown

/** Handlebars hands its options object as the last argument of every helper. */
const operands = (values: unknown[]): unknown[] => values.slice(0, -1)

/**
 * Names and sentences need no quotes, and need not wait for the YAML library to say so. Single words go to it: some of
 * them, such as `on`, are no text to YAML; and so does all that holds a sign which might mean something.
 */
const isPlain = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9.,()']*(?:[ -][A-Za-z0-9.,()']+)+$/.test(value)

const indent = (width: number, text: string): string => text.replace(/^(?=.)/gm, ' '.repeat(width))

/** The closed set of helpers of every template; a pack cannot bring its own, so rendering never runs its code. */
export const helpers: Readonly<Record<string, Helper>> = {
  eq: (a, b) => a === b,
  and: (...values) => operands(values).every(Boolean),
  or: (...values) => operands(values).some(Boolean),
  not: (value) => !value,
  json: (value) => JSON.stringify(value),
  yaml: (value) => (isPlain(value) ? value : stringify(value, { lineWidth: 0 }).trimEnd()),
  indent: (width, text) => indent(Number(width), String(text)),
  ...Object.fromEntries(
    Object.entries(caseStyles).map(([name, style]): [string, Helper] => [name, (value) => style(String(value))]),
  ),
}

/** Compiler options of every template: an unknown variable or helper is an error, and nothing is HTML-escaped. */
export const compileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
} as const
