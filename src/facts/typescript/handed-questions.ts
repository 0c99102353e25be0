import { inside, parted } from '../code/brackets.ts'
import { topicish, topicWords } from '../code/topic-words.ts'
import type { At, TopicFact } from '../fact.ts'
import { type CodeToken, literalOf } from './tokens.ts'

const client = /^Client(?:Kafka|Proxy|RMQ|Nats|Redis|Mqtt|TCP)$/

/**
 * Questions of NestJS that one function asks for all others, under whatever name it is given: the names that the file's
 * calls give, of those that an enumeration or object of names has.
 */
export function handedQuestions(tokens: readonly CodeToken[], at: (offset: number) => At): TopicFact[] {
  if (!tokens.some(({ value }) => client.test(value)) || !handsOn(tokens)) return []
  const facts = new Map<string, TopicFact>()
  for (const [index, { value }] of tokens.entries()) {
    if (value !== '(' || tokens[index - 1]?.type !== 'IdentifierName') continue
    for (const argument of parted(inside(tokens, index))) {
      const [first] = argument
      if (first === undefined || argument.length < 3 || !topicish.test(first.value)) continue
      const words = topicWords(argument, literalOf)
      const [key] = words.map(({ constant }) => constant)
      if (key !== undefined && !facts.has(key))
        facts.set(key, { kind: 'topic', at: at(first.offset), role: 'asks', words })
    }
  }
  return [...facts.values()]
}

/** Whether a name that nothing in the file is set to is sent on: `this.client.send(topic, data)`. */
function handsOn(tokens: readonly CodeToken[]): boolean {
  return tokens.some(({ value }, index) => {
    if (value !== 'send' || tokens[index - 1]?.value !== '.' || tokens[index + 1]?.value !== '(') return false
    const [name, next] = [tokens[index + 2], tokens[index + 3]?.value]
    if (name?.type !== 'IdentifierName' || next !== ',') return false
    return !tokens.some((each, place) => each.value === name.value && tokens[place + 1]?.value === '=')
  })
}
