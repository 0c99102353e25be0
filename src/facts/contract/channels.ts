import type { At, Endpoint, Shape } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { resolved } from './references.ts'
import { shapeOf } from './shapes.ts'

/** What a document of AsyncAPI, of its version 2 or 3, says is sent over each channel; channels that say nothing are left out. */
export function channelsOf(root: Loose, at: (path: readonly string[]) => At): Endpoint[] {
  return Object.entries(asMap(root.channels)).flatMap(([name, node]): Endpoint[] => {
    const channel = resolved(node, root)
    const { taken, given } = /^3/.test(asText(root.asyncapi) ?? '')
      ? inThree(name, channel, root)
      : {
          // Version 2 tells it from the other side: `subscribe` is what others get.
          taken: shapesOf([asMap(channel.publish).message], root),
          given: shapesOf([asMap(channel.subscribe).message], root),
        }
    const gives = Object.fromEntries(given.map((shape, index) => [String(index), shape]))
    if (taken.length + given.length === 0) return []
    return [
      {
        at: at(['channels', name]),
        name,
        required: [],
        ...(taken.length > 0 ? { takes: taken } : {}),
        ...(given.length > 0 ? { gives } : {}),
      },
    ]
  })
}

/** A channel's messages are sent unless operations say that they are only received. */
function inThree(name: string, channel: Loose, root: Loose): { taken: Shape[]; given: Shape[] } {
  const actions = Object.values(asMap(root.operations))
    .map((operation) => asMap(operation))
    .filter(({ channel: of }) => asText(asMap(of).$ref) === `#/channels/${name}`)
    .map(({ action }) => action)
  const shapes = shapesOf(Object.values(asMap(channel.messages)), root)
  return {
    taken: actions.includes('receive') ? shapes : [],
    given: actions.includes('send') || !actions.includes('receive') ? shapes : [],
  }
}

function shapesOf(messages: readonly unknown[], root: Loose): Shape[] {
  return messages
    .flatMap((message) => {
      const either = asList(asMap(message).oneOf)
      return either.length > 0 ? either : [message]
    })
    .flatMap((message) => {
      const { payload } = resolved(message, root)
      return payload === undefined ? [] : [shapeOf(payload)]
    })
}
