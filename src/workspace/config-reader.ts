import { posix } from 'node:path'
import { didYouMean } from '../errors/did-you-mean.ts'
import type { Place, Problem } from '../errors/problem.ts'
import { isPlainMap, type Loose } from '../yaml/loose.ts'
import type { YamlDocument, YamlPath } from '../yaml/read.ts'

/** Backstage's form. */
const entityName = /^(?=.{1,63}$)[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/

/** A value as YAML would show it: a text in quotes is no number. */
const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : String(value))

/** Takes typed values out of a YAML document; what does not fit becomes a fault at its place, and `undefined`. */
export class ConfigReader {
  readonly #document: YamlDocument
  readonly #faults: Problem[]
  readonly #file: string

  constructor(document: YamlDocument, faults: Problem[], file: string) {
    this.#document = document
    this.#faults = faults
    this.#file = file
  }

  /** Whether nothing is said there; an empty text or list says nothing either. */
  isAbsent(path: YamlPath): boolean {
    const value = this.#valueAt(path)
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  }

  /** A map, undefined when absent; with `keys`, any other key is a fault. */
  map(path: YamlPath, keys?: readonly string[]): Loose | undefined {
    const value = this.#expect(path, 'a map', isPlainMap)
    for (const key of keys ? Object.keys(value ?? {}) : []) {
      if (keys?.includes(key)) continue
      const place = this.#document.placeOfKey([...path, key])
      const where = path.length === 0 ? this.#file : `"${path.join('.')}"`
      const message = `${where} has no setting "${key}".`
      this.#faults.push({ code: 'config-unknown-key', message, hint: didYouMean(key, keys ?? []), place })
    }
    return value
  }

  text(path: YamlPath): string | undefined {
    return this.#expect(path, 'a text', (value): value is string => typeof value === 'string' && value !== '')
  }

  texts(path: YamlPath): string[] | undefined {
    const areTexts = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((item) => typeof item === 'string')
    const texts = this.#expect(path, 'a list of texts', areTexts)
    for (const [index, item] of texts?.entries() ?? []) {
      const hint = 'Take the empty text out, or write what is meant.'
      if (item === '') this.fault([...path, index], 'config-type', `"${path.join('.')}" names nothing here.`, hint)
    }
    return texts
  }

  /** A list of texts, of which one may stand alone; empty when absent. */
  textOrTexts(path: YamlPath): string[] {
    if (typeof this.#valueAt(path) === 'string') return [this.text(path) ?? []].flat()
    return this.texts(path) ?? []
  }

  /** The path of each item of a list; none when absent. */
  items(path: YamlPath): YamlPath[] {
    const isList = (value: unknown): value is unknown[] => Array.isArray(value)
    return (this.#expect(path, 'a list', isList) ?? []).map((_, index) => [...path, index])
  }

  port(path: YamlPath): number | undefined {
    const isPort = (value: unknown): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 65_535
    return this.#expect(path, 'a port from 1 to 65535', isPort)
  }

  oneOf<Word extends string>(path: YamlPath, words: readonly Word[]): Word | undefined {
    const value = this.#valueAt(path)
    if (value === undefined) return undefined
    const word = words.find((candidate) => candidate === value)
    const hint = didYouMean(String(value), words)
    if (word === undefined) this.fault(path, 'config-value', `"${path.join('.')}" cannot be "${String(value)}".`, hint)
    return word
  }

  /** The name of a catalog entity. */
  name(path: YamlPath): string | undefined {
    const isName = (value: unknown): value is string => typeof value === 'string' && entityName.test(value)
    return this.#expect(path, 'a name of letters, digits, "-", "_" and ".", at most 63', isName)
  }

  /** A path below the root, made plain. */
  path(path: YamlPath): string | undefined {
    const isInside = (value: unknown): value is string =>
      typeof value === 'string' && value !== '' && !/^\/|^[a-z]:|\\|(?:^|\/)\.\.(?:\/|$)/i.test(value)
    const value = this.#expect(path, 'a path below the root, with "/" and without ".."', isInside)
    return value === undefined ? undefined : posix.normalize(value).replace(/(?<=.)\/+$/, '')
  }

  /** The only value that there is so far. */
  constant(path: YamlPath, wanted: number): void {
    const value = this.#valueAt(path)
    if (value === wanted) return
    const hint = `Write "${path.join('.')}: ${wanted}".`
    const told = value === undefined ? 'is missing' : `is ${shown(value)}, and this release knows ${wanted}`
    this.fault(path, 'config-version', `"${path.join('.')}" ${told}.`, hint)
  }

  /** Place of a value; of the nearest ancestor that exists where there is none. */
  placeOf(path: YamlPath): Place {
    return this.#document.placeOf(path)
  }

  /** Place of a key. */
  placeOfKey(path: YamlPath): Place {
    return this.#document.placeOfKey(path)
  }

  fault(path: YamlPath, code: string, message: string, hint?: string): void {
    this.#faults.push({ code, message, ...(hint ? { hint } : {}), place: this.#document.placeOf(path) })
  }

  #expect<Value>(path: YamlPath, wanted: string, test: (value: unknown) => value is Value): Value | undefined {
    const value = this.#valueAt(path)
    if (value === undefined || value === null) return undefined
    if (test(value)) return value
    const where = path.length === 0 ? this.#file : `"${path.join('.')}"`
    this.fault(path, 'config-type', `${where} must be ${wanted}.`)
    return undefined
  }

  #valueAt(path: YamlPath): unknown {
    return path.reduce<unknown>(
      (value, step) => (value !== null && typeof value === 'object' ? (value as Loose)[step] : undefined),
      this.#document.data,
    )
  }
}
