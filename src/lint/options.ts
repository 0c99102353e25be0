import { didYouMean } from '../errors/did-you-mean.ts'
import type { Problem } from '../errors/problem.ts'
import type { Options, Rule, RuleOption } from './rule.ts'

type Values = Readonly<Record<string, unknown>>

/** What is wrong with the options that a user gave to a rule; `name` says at which of them. */
export function optionFaults(rule: Rule, values: Values): { readonly name: string; readonly problem: Problem }[] {
  const known = rule.options ?? {}
  return Object.entries(values).flatMap(([name, value]) => {
    const option = Object.hasOwn(known, name) ? known[name] : undefined
    const problem = option ? valueFault(rule.id, name, option, value) : unknownOption(rule.id, name, Object.keys(known))
    return problem ? [{ name, problem }] : []
  })
}

function unknownOption(rule: string, name: string, known: readonly string[]): Problem {
  const hint = known.length > 0 ? didYouMean(name, known) : `It has none; "severity" can be set for every rule.`
  return { code: 'unknown-option', message: `The rule ${rule} has no option "${name}".`, hint }
}

function valueFault(rule: string, name: string, option: RuleOption, value: unknown): Problem | undefined {
  const message = `The option "${name}" of the rule ${rule} must be`
  if (Array.isArray(option.default)) {
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string')
    return isTexts ? undefined : { code: 'option-value', message: `${message} a list of texts.` }
  }
  if (typeof option.default === 'number') {
    const isCount = typeof value === 'number' && Number.isFinite(value) && value >= 0
    return isCount ? undefined : { code: 'option-value', message: `${message} a number, 0 or more.` }
  }
  const { oneOf } = option
  if (typeof value !== 'string') return { code: 'option-value', message: `${message} a text.` }
  if (oneOf === undefined || oneOf.includes(value)) return undefined
  return { code: 'option-value', message: `${message} one of its words.`, hint: didYouMean(value, oneOf) }
}

/** The user's values over a rule's defaults. Asking for one that the rule does not declare is a bug, and throws. */
export function optionsOf(rule: Rule, values: Values): Options {
  const chosen = (name: string): unknown => values[name] ?? rule.options?.[name]?.default
  return {
    text(name) {
      const value = chosen(name)
      if (typeof value !== 'string') throw new TypeError(`${rule.id} has no text option "${name}".`)
      return value
    },
    number(name) {
      const value = chosen(name)
      if (typeof value !== 'number') throw new TypeError(`${rule.id} has no number option "${name}".`)
      return value
    },
    texts(name) {
      const value = chosen(name)
      if (!Array.isArray(value)) throw new TypeError(`${rule.id} has no list option "${name}".`)
      return value
    },
  }
}
