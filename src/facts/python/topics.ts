import { byWord } from '../code/topics.ts'

/** kafka-python, confluent-kafka, Faust, pika, aio-pika, NATS, Redis with its streams and lists, Amazon's and Google's, FastStream, Celery, RQ, Nameko and Dapr. */
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
  { role: 'consumes', words: ['task', 'shared_task'], names: [{ field: /^name$/ }] },
  { role: 'consumes', words: ['declare_queue'], beside: '.consume', names: [{ position: 0, field: /^name$/ }] },
  { role: 'consumes', words: ['declare_queue'], beside: '.iterator', names: [{ position: 0, field: /^name$/ }] },
  { role: 'consumes', words: ['topic'], before: /^app \.$/, beside: '.agent' },
  { role: 'consumes', words: ['topic_path'], beside: 'SubscriberClient', names: [{ position: 1 }] },
  { role: 'consumes', words: ['receive_message'], names: [{ field: /^QueueUrl$/ }] },
  { role: 'consumes', words: ['blpop', 'brpop'] },
  { role: 'consumes', words: ['xread'], names: [{ position: 0, field: /^streams$/ }] },
  { role: 'consumes', words: ['xreadgroup'], names: [{ position: 2, field: /^streams$/ }] },
  { role: 'consumes', words: ['Worker'], beside: 'rq' },
  { role: 'consumes', words: ['event_handler'], names: [{ position: 1 }] },
  {
    role: 'publishes',
    words: ['basic_publish', 'publish'],
    names: [
      { position: 0, field: /^exchange$/ },
      { position: 1, field: /^routing_key$/ },
    ],
  },
  { role: 'publishes', words: ['send', 'send_and_wait', 'produce'], names: [{ position: 0, field: /^topic$/ }] },
  { role: 'publishes', words: ['publisher', 'send_task', 'signature', 'xadd', 'lpush', 'rpush'] },
  { role: 'publishes', words: ['topic'], before: /^app \.$/, beside: '.send' },
  { role: 'publishes', words: ['topic_path'], beside: 'PublisherClient', names: [{ position: 1 }] },
  { role: 'publishes', words: ['send_message', 'send_message_batch'], names: [{ field: /^QueueUrl$/ }] },
  { role: 'publishes', words: ['Queue'], beside: 'rq' },
  { role: 'publishes', words: ['dispatch'], beside: 'EventDispatcher' },
  {
    role: 'publishes',
    words: ['publish_event'],
    names: [
      { position: 0, field: /^pubsub_name$/ },
      { position: 1, field: /^topic_name$/ },
    ],
  },
])
