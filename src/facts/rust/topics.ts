import { byWord } from '../code/topics.ts'

/** rdkafka, lapin and async-nats. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['subscribe', 'queue_subscribe', 'basic_consume'] },
  { role: 'consumes', words: ['queue_bind'], names: [{ position: 1 }, { position: 2 }] },
  { role: 'publishes', words: ['to'], before: /FutureRecord (?:::|:)$/ },
  { role: 'publishes', words: ['basic_publish', 'publish'], names: [{ position: 0 }, { position: 1 }] },
])
