import type { At, Bodies, Channel } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { resolved } from './references.ts'
import { shapeOf } from './shapes.ts'

/** By what those who are connected know a channel: since version 3 that is its address, and the key is one of the document. */
export const addressOf = (key: string, node: unknown, root: Loose): string =>
  isThree(root) ? (asText(resolved(node, root).address) ?? key) : key

const isThree = ({ asyncapi }: Loose): boolean => /^3/.test(asText(asyncapi) ?? '')

/** What a document of AsyncAPI, of its version 2 or 3, says is sent over each channel; channels that say nothing are left out. */
export function channelsOf(root: Loose, at: (path: readonly string[]) => At): Channel[] {
  return Object.entries(asMap(root.channels)).flatMap(([key, node]): Channel[] => {
    const channel = resolved(node, root)
    const { takes, gives } = isThree(root)
      ? inThree(key, channel, root)
      : {
          // Version 2 tells it from the other side: `subscribe` is what others get.
          takes: messagesOf({ message: asMap(channel.publish).message }, root),
          gives: messagesOf({ message: asMap(channel.subscribe).message }, root),
        }
    if (Object.keys({ ...takes, ...gives }).length === 0) return []
    return [{ at: at(['channels', key]), name: addressOf(key, node, root), takes, gives }]
  })
}

/** A channel's messages are sent unless operations say that they are only received. */
function inThree(key: string, channel: Loose, root: Loose): { takes: Bodies; gives: Bodies } {
  const actions = Object.values(asMap(root.operations))
    .map((operation) => asMap(operation))
    .filter(({ channel: of }) => asText(asMap(of).$ref) === `#/channels/${key}`)
    .map(({ action }) => action)
  const messages = messagesOf(asMap(channel.messages), root)
  return {
    takes: actions.includes('receive') ? messages : {},
    gives: actions.includes('send') || !actions.includes('receive') ? messages : {},
  }
}

/** Messages by the name that they have themselves, that of the reference, or else where they stand. */
function messagesOf(nodes: Loose, root: Loose): Bodies {
  const all = Object.entries(nodes).flatMap(([key, node]): [string, unknown][] => {
    const either = asList(asMap(node).oneOf)
    return either.length > 0 ? either.map((each, index) => [`${key} ${index + 1}`, each]) : [[key, node]]
  })
  return Object.fromEntries(
    all.flatMap(([key, node]) => {
      const { payload, name } = resolved(node, root)
      const reference = asText(asMap(node).$ref)?.replace(/.*\//, '')
      return payload === undefined ? [] : [[asText(name) ?? reference ?? key, shapeOf(payload)] as const]
    }),
  )
}
