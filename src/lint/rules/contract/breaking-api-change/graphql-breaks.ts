import type { ContractFact } from '../../../../facts/fact.ts'
import { membersOf } from '../graphql-members.ts'
import type { Break } from './break.ts'

/** What of a schema of GraphQL no longer holds for who asks it. */
export function graphqlBreaks(before: ContractFact, after: ContractFact): Break[] {
  const current = new Map(after.definitions?.map((definition) => [definition.name, definition]))
  return (before.definitions ?? []).flatMap(({ name, text }): Break[] => {
    const now = current.get(name)
    if (now === undefined) return [{ what: `${name} is gone`, at: after.at }]
    if (now.text === text) return []
    const isInput = now.text.startsWith('input ')
    const [earlier, members] = [membersOf(text), membersOf(now.text)]
    const changed = [...earlier].flatMap(([field, was]): Break[] => {
      const path = `${name}.${field}`
      const is = members.get(field)
      if (is === undefined) return [{ what: `${path} is gone`, at: now.at }]
      const added = is.required.filter((argument) => !was.required.includes(argument))
      const required = added.map((argument) => ({ what: `${path} now requires ${argument}`, at: now.at }))
      return isSafe(was.type, is.type, isInput)
        ? required
        : [...required, { what: `${path} was ${was.type} and is ${is.type}`, at: now.at }]
    })
    const added = [...members].flatMap(([field, { type, hasDefault }]): Break[] =>
      isInput && !earlier.has(field) && type.endsWith('!') && !hasDefault
        ? [{ what: `${name} now requires ${field}`, at: now.at }]
        : [],
    )
    return [...changed, ...added]
  })
}

/** What is given may promise more, and what is taken may ask for less. */
const isSafe = (was: string, is: string, isInput: boolean): boolean =>
  was === is || (isInput ? was === `${is}!` : is === `${was}!`)
