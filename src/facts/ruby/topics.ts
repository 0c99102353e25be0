import { byWord } from '../code/topics.ts'
import { mentionsAny } from '../reading/glance.ts'

/** What a file that sends or takes messages mentions. */
export const sendsMessages = mentionsAny(['bunny', 'kafka', 'sneakers', 'amqp'])

/** Bunny, ruby-kafka and Karafka's producer. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['queue'], after: /^\( ([\w.-]+) (?:, [^()]*)?\) \. subscribe/ },
  { role: 'consumes', words: ['subscribe', 'each_message'], names: [{ position: 0, field: /^topic$/ }] },
  { role: 'consumes', words: ['bind'], names: [{ position: 0 }, { field: /^routing_key$/ }] },
  { role: 'publishes', words: ['publish'], names: [{ field: /^routing_key$/ }] },
  {
    role: 'publishes',
    words: ['produce', 'produce_sync', 'produce_async', 'deliver_message'],
    names: [{ field: /^topic$/ }],
  },
])
