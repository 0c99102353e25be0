import { secretWord } from '../../products/secret-words.ts'
import type { Fact } from '../fact.ts'
import { filledWithDefaults, variableOf } from './placeholder.ts'
import type { Property } from './properties.ts'

/** Of whose values addresses are made, by the end of their names. */
const partName =
  /(?:host-?names?|hosts?|server|domain|ip|ports?|ur[il]|addr(?:ess)?|endpoint|path|prefix|scheme|protocol|database|db|schema)$/i
const partValue = /^[\w./:-]{1,200}$/
const isSecret = new RegExp(secretWord, 'i')

/** What is put in for others: `${orders.host}`, and nothing to use without it. */
const open = /\$\{[\w.-]+\}/
const alone = /^\$\{[\w.-]+\}$/
/** Who logs in, and what stands behind an address: `jdbc:mysql://db/shop?password=…`, `jdbc:sqlserver://db;password=…`. */
const asides = /(?<=:\/\/)[^/@\s]*@|\?.*$|;(?:user|login|pass|pwd)\w*=[^;]*/gi

/**
 * Addresses that are made of what other files tell, `http://${orders.host}:${orders.port}`, and values that others may be
 * made of.
 */
export function settingParts(properties: readonly Property[], known: ReadonlyMap<string, string>): Fact[] {
  return properties.flatMap(({ name, value, at }): Fact[] => {
    const filled = filledWithDefaults(value, known)
    if (filled !== undefined) {
      const told = filled.replace(asides, '')
      const isPart = partName.test(name) && partValue.test(told) && !isSecret.test(name)
      return isPart ? [{ kind: 'setting-part', at, name, value: told }] : []
    }
    const text = value.replace(asides, '').replace(/\$\{([\w.-]+)(?::[^{}]*)?\}/g, (whole, part: string) => {
      return known.has(part) ? (known.get(part) ?? whole) : whole
    })
    const isAddress = open.test(text) && (text.includes('://') || (alone.test(text) && partName.test(name)))
    return isAddress ? [{ kind: 'setting-made', at, setting: variableOf(name), text }] : []
  })
}
