import { byWord } from '../code/topics.ts'

/** kafka-python, confluent-kafka, pika, aio-pika, NATS, Redis, FastStream, Celery and Dapr. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['basic_consume'], names: [{ position: 0, field: /^queue$/ }] },
  {
    role: 'consumes',
    words: ['queue_bind'],
    names: [
      { position: 1, field: /^exchange$/ },
      { position: 2, field: /^routing_key$/ },
    ],
  },
  { role: 'consumes', words: ['KafkaConsumer', 'AIOKafkaConsumer', 'subscriber'] },
  { role: 'consumes', words: ['subscribe'], names: [{ position: 0, field: /^topics?$/ }] },
  { role: 'consumes', words: ['subscribe'], names: [{ field: /^pubsub_name$/ }, { field: /^topic$/ }] },
  { role: 'consumes', words: ['task'], names: [{ field: /^name$/ }] },
  {
    role: 'publishes',
    words: ['basic_publish', 'publish'],
    names: [
      { position: 0, field: /^exchange$/ },
      { position: 1, field: /^routing_key$/ },
    ],
  },
  { role: 'publishes', words: ['send', 'send_and_wait', 'produce'], names: [{ position: 0, field: /^topic$/ }] },
  { role: 'publishes', words: ['publisher', 'send_task'] },
  {
    role: 'publishes',
    words: ['publish_event'],
    names: [
      { position: 0, field: /^pubsub_name$/ },
      { position: 1, field: /^topic_name$/ },
    ],
  },
])
