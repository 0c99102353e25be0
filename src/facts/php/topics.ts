import { byWord } from '../code/topics.ts'
import { mentionsAny } from '../reading/glance.ts'

/** What a file that sends or takes messages mentions. */
export const sendsMessages = mentionsAny(['amqp', 'rdkafka', 'enqueue', 'jobcloud', 'redis'])

/** php-amqplib, rdkafka and Redis. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['basic_consume'] },
  { role: 'consumes', words: ['queue_bind'], names: [{ position: 1 }, { position: 2 }] },
  { role: 'consumes', words: ['subscribe'] },
  { role: 'publishes', words: ['basic_publish'], names: [{ position: 1 }, { position: 2 }] },
  { role: 'publishes', words: ['newTopic', 'publish'] },
])
