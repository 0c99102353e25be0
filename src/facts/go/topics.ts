import { byWord } from '../code/topics.ts'

/** kafka-go, Sarama, Confluent's client, amqp091-go, NATS, Redis, Watermill and Dapr. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['Consume', 'ConsumePartition', 'SubscribeTopics'] },
  {
    role: 'consumes',
    words: ['Subscribe', 'QueueSubscribe', 'SubscribeSync', 'ChanSubscribe', 'QueueSubscribeSync', 'PullSubscribe'],
  },
  { role: 'consumes', words: ['Subscribe', 'PSubscribe'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['Subscription'], names: [{ field: /^PubsubName$/ }, { field: /^Topic$/ }] },
  { role: 'consumes', words: ['AddNoPublisherHandler', 'AddConsumerHandler'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['ReaderConfig'], names: [{ field: /^(?:Topic|GroupTopics)$/ }] },
  { role: 'consumes', words: ['QueueBind'], names: [{ position: 2 }, { position: 1 }] },
  { role: 'asks', words: ['Request', 'RequestWithContext'], before: /(?:nc|nats|conn|client) \.$/i },
  { role: 'publishes', words: ['Publish'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['PublishWithContext', 'PublishEvent'], names: [{ position: 1 }, { position: 2 }] },
  {
    role: 'publishes',
    words: ['ProducerMessage', 'Writer', 'WriterConfig', 'Message', 'TopicPartition'],
    names: [{ field: /^Topic$/ }],
  },
])
