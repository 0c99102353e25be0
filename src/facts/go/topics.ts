import { byWord } from '../code/topics.ts'

/** kafka-go, Sarama, franz-go, Confluent's client, amqp091-go, NATS, NSQ, Redis with its streams and lists, asynq, Watermill, Go Micro and Dapr. */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['Consume', 'ConsumePartition', 'SubscribeTopics'] },
  {
    role: 'consumes',
    words: ['Subscribe', 'QueueSubscribe', 'SubscribeSync', 'ChanSubscribe', 'QueueSubscribeSync', 'PullSubscribe'],
  },
  { role: 'consumes', words: ['Subscribe', 'PSubscribe'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['Subscription'], names: [{ field: /^PubsubName$/ }, { field: /^Topic$/ }] },
  { role: 'consumes', words: ['AddNoPublisherHandler', 'AddConsumerHandler'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['Consume'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['ConsumeTopics', 'RegisterSubscriber'] },
  { role: 'consumes', words: ['ConsumerConfig'], names: [{ field: /^FilterSubjects?$/ }] },
  { role: 'consumes', words: ['NewConsumer'], beside: 'nsq' },
  { role: 'consumes', words: ['HandleFunc', 'Handle'], beside: 'asynq' },
  { role: 'consumes', words: ['XReadArgs', 'XReadGroupArgs'], names: [{ field: /^Streams$/ }] },
  // Behind how long it waits, which is no argument here where it is a number alone.
  { role: 'consumes', words: ['BLPop', 'BRPop'], names: [{ position: 1 }] },
  { role: 'consumes', words: ['BLPop', 'BRPop'], names: [{ position: 2 }] },
  { role: 'consumes', words: ['ReaderConfig'], names: [{ field: /^(?:Topic|GroupTopics)$/ }] },
  { role: 'consumes', words: ['QueueBind'], names: [{ position: 2 }, { position: 1 }] },
  { role: 'asks', words: ['Request', 'RequestWithContext'], before: /(?:nc|nats|conn|client) \.$/i },
  { role: 'publishes', words: ['Publish'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['PublishAsync', 'NewEvent'] },
  { role: 'publishes', words: ['NewTask'], beside: 'asynq' },
  { role: 'publishes', words: ['LPush', 'RPush'], names: [{ position: 1 }] },
  { role: 'publishes', words: ['XAddArgs'], names: [{ field: /^Stream$/ }] },
  { role: 'publishes', words: ['Msg'], names: [{ field: /^Subject$/ }] },
  { role: 'publishes', words: ['PublishWithContext', 'PublishEvent'], names: [{ position: 1 }, { position: 2 }] },
  {
    role: 'publishes',
    words: ['ProducerMessage', 'Writer', 'WriterConfig', 'Message', 'TopicPartition', 'Record'],
    names: [{ field: /^Topic$/ }],
  },
])
