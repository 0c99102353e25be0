import { inside } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, PartFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'

/** Spring makes one of each class that is marked so. */
const made =
  /^(?:Component|Service|Repository|Configuration|AutoConfiguration|Controller|RestController|ControllerAdvice|RestControllerAdvice)$/
/** It makes it only where somebody asks for it by a setting. */
const onDemand = /^(?:ConditionalOnProperty|ConditionalOnExpression|Profile)$/
const takes = /^(?:SpringBootApplication|SpringCloudApplication|ComponentScan|ComponentScans)$/
const isClass = (word: string): boolean => word === 'class' || word === 'interface' || word === 'object'
const packageName = /^[a-z][\w.]*$/i

/** Whether a text has a word without which Spring makes nothing of it. */
export const mentionsPart = mentionsAny([
  ...['Component', 'Service', 'Repository', 'Configuration', 'Controller', 'SpringBootApplication'],
  ...['SpringCloudApplication'],
])

/** Classes that Spring makes by itself, and the packages in which a program has it look for them. */
export function parts(tokens: readonly CodeToken[], at: (offset: number) => At): PartFact[] {
  const marks = tokens.flatMap((token, index) => (tokens[index - 1]?.value === '@' ? [{ token, index }] : []))
  const taking = marks.filter(({ token }) => takes.test(token.value))
  const [first] = taking
  if (first) {
    const named = taking.flatMap(({ index }) => packagesOf(tokens, index))
    const packages = named.length > 0 ? named : ownPackage(tokens)
    return packages.length > 0 ? [{ kind: 'part', at: at(first.token.offset), role: 'takes', packages }] : []
  }
  const mark = marks.find(({ token }) => made.test(token.value))
  if (mark === undefined) return []
  // What stands inside of the class holds for a part of it.
  const body = tokens.findIndex(
    ({ value }, index) => isClass(value) && !/^(?:\.|::)$/.test(tokens[index - 1]?.value ?? ''),
  )
  const isAsked = marks.some(({ token, index }) => index < body && onDemand.test(token.value))
  return [{ kind: 'part', at: at(mark.token.offset), role: isAsked ? 'asked' : 'made' }]
}

/** `scanBasePackages = { "org.shop" }`, `@ComponentScan("org.shop.common")`; other words of the mark leave something out. */
function packagesOf(tokens: readonly CodeToken[], index: number): string[] {
  if (tokens[index + 1]?.value !== '(') return []
  let key = 'value'
  return inside(tokens, index + 1).flatMap((token, place, all) => {
    if (token.type === 'name' && all[place + 1]?.value === '=') key = token.value
    const text = /^(?:value|basePackages|scanBasePackages)$/.test(key) ? literalOf(token) : undefined
    return text !== undefined && packageName.test(text) ? [text] : []
  })
}

/** `package org.shop.cart;` */
function ownPackage(tokens: readonly CodeToken[]): string[] {
  const start = tokens.findIndex(({ value }) => value === 'package')
  if (start < 0) return []
  let name = ''
  for (const { type, value } of tokens.slice(start + 1, start + 40)) {
    const isNext = name === '' || name.endsWith('.') ? type === 'name' : value === '.'
    if (!isNext) break
    name += value
  }
  return name === '' ? [] : [name]
}
