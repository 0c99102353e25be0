import { byWord } from '../code/topics.ts'
import { mentionsAny } from '../reading/glance.ts'

/** What a file that sends or takes messages mentions. */
export const sendsMessages = mentionsAny(['bunny', 'kafka', 'sneakers', 'amqp', 'redis', 'karafka'])

/** Bunny, ruby-kafka, Karafka and Redis. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['queue'], before: /\.$/, beside: '.subscribe' },
  { role: 'consumes', words: ['topic'], after: /^(?:: )?([\w.-]+) do\b/, beside: 'Karafka' },
  { role: 'consumes', words: ['subscribe', 'each_message'], names: [{ position: 0, field: /^topic$/ }] },
  { role: 'consumes', words: ['bind'], names: [{ position: 0 }, { field: /^routing_key$/ }] },
  { role: 'publishes', words: ['publish'], names: [{ field: /^routing_key$/ }] },
  { role: 'publishes', words: ['publish'], beside: 'Redis' },
  {
    role: 'publishes',
    words: ['produce', 'produce_sync', 'produce_async', 'deliver_message'],
    names: [{ field: /^topic$/ }],
  },
])
