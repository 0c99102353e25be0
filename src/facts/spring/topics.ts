import { settingKey, topicish, topicWords } from '../code/topic-words.ts'
import type { TopicFact, TopicNameFact } from '../fact.ts'
import type { Property } from './properties.ts'

/** Spring Cloud Stream: `spring.cloud.stream.bindings.products-out-0.destination`. */
const binding = /\.bindings\.\[?(.+?)\]?\.destination$/
/** MicroProfile: `mp.messaging.incoming.orders.topic`. */
const channel = /^mp\.messaging\.(incoming|outgoing)\..+\.(?:topic|queue\.name|address)$/
const directions: readonly (readonly [RegExp, TopicFact['role']])[] = [
  [/(?:^|-)in-\d+$|^input|^incoming$/i, 'consumes'],
  [/(?:^|-)out-\d+$|^output|^outgoing$/i, 'publishes'],
]

/** Topics that settings bind a program to, and settings that hold names of topics. */
export function topicsOf({ name, value, at }: Property): (TopicFact | TopicNameFact)[] {
  const [word] = topicWords([{ type: 'text', value, offset: 0 }], (token) => token?.value)
  if (word === undefined) return []
  const bound = (binding.exec(name) ?? channel.exec(name))?.[1]
  const role = directions.find(([pattern]) => pattern.test(bound ?? ''))?.[1]
  if (role !== undefined) return [{ kind: 'topic', at, role, words: [word] }]
  const isName = topicish.test(name) && word.text !== undefined && /^[\w.:-]+$/.test(word.text)
  return isName ? [{ kind: 'topic-name', at, constant: settingKey(name), word }] : []
}
