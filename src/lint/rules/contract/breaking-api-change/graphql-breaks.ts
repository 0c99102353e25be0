import type { At, ContractFact } from '../../../../facts/fact.ts'
import { interfacesOf, type Member, membersOf } from '../graphql-members.ts'
import type { Break } from './break.ts'

/** A type with all that its extensions add to it. */
interface Definition {
  readonly at: At
  readonly kind: string
  readonly members: ReadonlyMap<string, Member>
  readonly interfaces: ReadonlySet<string>
}

/** What of a schema of GraphQL no longer holds for who asks it. */
export function graphqlBreaks(before: ContractFact, after: ContractFact): Break[] {
  const current = definitionsOf(after)
  return [...definitionsOf(before)].flatMap(([name, was]): Break[] => {
    const now = current.get(name)
    if (now === undefined) return [{ what: `${name} is gone`, at: after.at }]
    if (was.kind !== now.kind) return [{ what: `${name} was ${was.kind} and is ${now.kind}`, at: now.at }]
    const interfaces = [...was.interfaces].filter((each) => !now.interfaces.has(each))
    return [
      ...interfaces.map((each) => ({ what: `${name} is no ${each} any more`, at: now.at })),
      ...[...was.members].flatMap(([field, member]) =>
        ofMember(`${name}.${field}`, member, now.members.get(field), now),
      ),
      ...nowRequired(name, was, now),
    ]
  })
}

/** Each extension adds to what is there of its type: a type with thousands of them is not copied for each. */
function definitionsOf({ definitions = [] }: ContractFact): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition & { members: Map<string, Member>; interfaces: Set<string> }>()
  for (const { name, at, text } of definitions) {
    const first = { at, kind: text.split(' ', 1)[0] ?? '', members: new Map(), interfaces: new Set<string>() }
    const { members, interfaces } = found.get(name) ?? first
    if (!found.has(name)) found.set(name, first)
    for (const [field, member] of membersOf(text)) members.set(field, member)
    for (const each of interfacesOf(text)) interfaces.add(each)
  }
  return found
}

function ofMember(path: string, was: Member, is: Member | undefined, { at, kind }: Definition): Break[] {
  if (is === undefined) return [{ what: `${path} is gone`, at }]
  const added = is.required.filter((argument) => !was.required.includes(argument))
  const taken = [...was.takes].flatMap(([argument, type]): Break[] => {
    const now = is.takes.get(argument)
    if (now === undefined) return [{ what: `${path} no longer takes ${argument}`, at }]
    // That it must be given from now on is told below.
    const isTold = added.includes(argument) && withoutPromises(now) === withoutPromises(type)
    if (isTold || isSafe(type, now, true) || now === `${type}!`) return []
    return [{ what: `${path}: ${argument} was ${type} and is ${now}`, at }]
  })
  return [
    ...taken,
    ...added.map((argument) => ({ what: `${path} now requires ${argument}`, at })),
    ...(isSafe(was.type, is.type, kind === 'input') ? [] : [{ what: `${path} was ${was.type} and is ${is.type}`, at }]),
  ]
}

/** Fields of an input that were not there, and have no default. */
const nowRequired = (name: string, was: Definition, now: Definition): Break[] =>
  [...now.members].flatMap(([field, { type, hasDefault }]): Break[] =>
    now.kind === 'input' && !was.members.has(field) && type.endsWith('!') && !hasDefault
      ? [{ what: `${name} now requires ${field}`, at: now.at }]
      : [],
  )

/** What is given may promise more, and what is taken may ask for less, in lists too: `[Order]` and `[Order!]`. */
function isSafe(was: string, is: string, isInput: boolean): boolean {
  const [promised, plain] = isInput ? [was, is] : [is, was]
  return was === is || (withoutPromises(promised) === withoutPromises(plain) && isSubset(plain, promised))
}

/** A type, whatever of it may be null. */
const withoutPromises = (type: string): string => type.replace(/!/g, '')

/** Whether each `!` of the one stands in the other too. */
function isSubset(plain: string, promised: string): boolean {
  let index = 0
  for (const sign of plain) {
    while (sign !== '!' && promised[index] === '!') index++
    if (promised[index] !== sign) return false
    index++
  }
  return true
}
