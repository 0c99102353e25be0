import { extractCode } from '../code/extract-code.ts'
import { fieldReads } from '../code/field-reads.ts'
import { type CodeToken, doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import { stubs } from '../code/stubs.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import { remoteCalls } from './deadlines/remote-calls.ts'
import { defaultSettings } from './default-settings.ts'
import { discoveryNames } from './discovery-names.ts'
import { goEnvBindings } from './env-bindings.ts'
import { flags } from './flags.ts'
import { formattedAddresses, placedHosts } from './formatted-addresses.ts'
import { formattedConnections, toldConnections } from './formatted-connections.ts'
import { forwarding } from './forwarding.ts'
import { getterAround, getterCalls } from './getters.ts'
import { imports, offered } from './imports.ts'
import { laterDefaults } from './later-defaults.ts'
import { makerUses, withMakers } from './makers.ts'
import { nestedSettings } from './nested-settings.ts'
import { optionPrefixes } from './option-prefixes.ts'
import { pairedDefaults } from './paired-defaults.ts'
import { programs } from './programs.ts'
import { storedTypes } from './stored-types.ts'
import { structTags } from './struct-tags.ts'
import { withPackages } from './stub-packages.ts'
import { stubPatterns } from './stubs.ts'
import { topicPatterns } from './topics.ts'

const tokens = lexer({ comments: slashComments, texts: [doubleQuoted, /`[^`]*`/, singleQuoted] })

/** The line by which Go's own tools know such files. */
const generated = /^\/\/ Code generated .*DO NOT EDIT[.!]?\r?$/m

/** What no build takes in: who needs it runs the file by its name. */
const ignored = /^\/\/ ?(?:go:build|\+build) ignore\r?$/m

/** The field of a struct that a call fills: `Config{CartURL: getEnv("CART_URL")}`. */
function fieldFilled(all: readonly CodeToken[], call: number): string | undefined {
  // `os.Getenv` begins with its package.
  const start = all[call - 1]?.value === '.' ? call - 2 : call
  const [before, field, colon] = all.slice(Math.max(0, start - 3), start)
  const isField = colon?.value === ':' && field?.type === 'name' && /^[{,]$/.test(before?.value ?? '')
  if (isField) return isOfOthers(all, start - 3) ? undefined : field.value
  return getterAround(all, start)
}

/** Packages that keep settings, as programs call their own. */
const ofSettings = /^(?:conf|config|cfg|env|environment|settings?|options?)s?$/i

/** Whether a struct around a place is one of another package, which takes its fields itself: `redis.Options{Addr: …}`. */
function isOfOthers(all: readonly CodeToken[], place: number): boolean {
  let depth = 0
  for (let index = place; index > 0 && index > place - 400; index--) {
    const value = all[index]?.value ?? ''
    if (/^[})\]]$/.test(value)) depth++
    if (!/^[{([]$/.test(value)) continue
    depth--
    if (depth >= 0) continue
    return value === '{' && all[index - 2]?.value === '.' && !ofSettings.test(all[index - 3]?.value ?? '')
  }
  return false
}

/** Go: imports, environment variables (by calls and by tags of structs) and addresses. */
export const go: Extractor = {
  id: 'go',
  languages: ['go'],
  endings: ['.go'],
  extract: (file) =>
    extractCode(
      file,
      tokens,
      (all, at) => {
        const packages = new Map<string, string>()
        return [
          ...(generated.test(file.text) ? [{ kind: 'generated' as const, at: at(0) }] : remoteCalls(all, at)),
          ...fieldReads(file.text, at),
          ...getterCalls(all, at),
          ...imports(all, at, packages),
          ...offered(all, at),
          ...(ignored.test(file.text) ? [] : programs(all, at)),
          ...defaultSettings(all, at),
          ...discoveryNames(all, at),
          ...forwarding(all, at),
          ...structTags(all, at),
          ...nestedSettings(all, at),
          ...optionPrefixes(all, at),
          ...goEnvBindings(all, at),
          ...flags(all, at),
          ...formattedAddresses(all, at),
          ...placedHosts(file.text, at),
          ...formattedConnections(all, at),
          ...toldConnections(file.text, all, at),
          ...laterDefaults(all, at),
          ...pairedDefaults(all, at),
          ...storedTypes(all, at),
          ...withMakers(withPackages(stubs(file.path, all, at, stubPatterns), all, at, packages), all),
          ...(generated.test(file.text) ? [] : makerUses(all, at)),
          ...topics(file.path, all, at, topicPatterns, literalOf),
        ]
      },
      fieldFilled,
    ),
}
