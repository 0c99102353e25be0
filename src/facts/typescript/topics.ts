import { byWord } from '../code/topics.ts'
import { mentionsAny } from '../reading/glance.ts'

/** What a file that sends or takes messages mentions. */
const mentions = mentionsAny([
  'afka',
  'mqp',
  'abbit',
  'nats',
  'ubsub',
  'microservices',
  'bull',
  'ublisher',
  'ublish(',
  'mqtt',
  'redis',
  'ulsar',
  'istener<',
  'onsumer<',
  'sqs',
  'sns',
  'ervice-bus',
  'ctx.call(',
  'ctx.emit(',
  'ctx.broadcast(',
  'broker.',
])
const holdsNames = /(?:topic|queue|exchange|subject|channel)s?\.[cm]?[jt]s$/i
const mentionsNames = mentionsAny([
  'opic',
  'OPIC',
  'attern',
  'ATTERN',
  'ueue',
  'UEUE',
  'vent',
  'VENT',
  'ubject',
  'UBJECT',
])
/** `enum BANK_TOPICS {`, `export const patterns = {`. */
const namesList =
  /\b(?:enum|const)\s+\w{0,40}(?:topic|pattern|queue|event|subject)\w{0,20}(?:\s*:[^=\n]{0,60})?(?:\s*=)?\s*(?:Object\.freeze\(\s*)?\{/i
export const sendsMessages = (path: string, text: string): boolean =>
  mentions(text) || holdsNames.test(path) || (mentionsNames(text) && namesList.test(text))

/** Of kafka-node. */
const consumersOfKafka = ['Consumer', 'ConsumerGroup', 'ConsumerStream', 'HighLevelConsumer']

/**
 * KafkaJS and the other clients of Kafka, amqplib, NATS, MQTT, Pulsar, Redis with its streams and lists, Bull and BullMQ, Amazon's
 * and Azure's, Dapr, Moleculer, NestJS with its transports and RabbitMQ; and classes of a system's own that extend a publisher or a listener of one type of message.
 */
export const topicPatterns = byWord([
  // A second argument of the others is a group, or what is done with a message.
  { role: 'consumes', words: ['subscribe'], before: /pubsub \.$/i, names: [{ position: 0 }, { position: 1 }] },
  {
    role: 'consumes',
    words: ['subscribe'],
    before: /^(?!.*pubsub \??\.$)/i,
    names: [{ position: 0, field: /^topics?$/ }],
  },
  { role: 'consumes', words: consumersOfKafka, before: /(?:new|\.)$/, names: [{ position: 1, field: /^topic$/ }] },
  { role: 'consumes', words: ['brpop', 'blpop', 'brPop', 'blPop', 'bRPop', 'bLPop'] },
  { role: 'consumes', words: ['xReadGroup', 'xRead'], names: [{ field: /^key$/ }] },
  { role: 'consumes', words: ['Queue'], before: /new$/, beside: '.process' },
  { role: 'consumes', words: ['ReceiveMessageCommand', 'receiveMessage'], names: [{ field: /^QueueUrl$/ }] },
  { role: 'consumes', words: ['create'], before: /^Consumer \.$/, names: [{ field: /^queueUrl$/ }] },
  { role: 'consumes', words: ['createReceiver', 'acceptNextSession'], beside: 'ServiceBusClient' },
  { role: 'consumes', words: ['EventPattern'] },
  { role: 'answers', words: ['MessagePattern'], names: [{ position: 0, field: /^cmd$/ }] },
  { role: 'consumes', words: ['RabbitSubscribe'], names: [{ field: /^exchange$/ }, { field: /^routingKey$/ }] },
  { role: 'answers', words: ['RabbitRPC'], names: [{ field: /^exchange$/ }, { field: /^routingKey$/ }] },
  { role: 'asks', words: ['request'], names: [{ field: /^exchange$/ }, { field: /^routingKey$/ }] },
  { role: 'consumes', words: ['consume', 'Processor'] },
  { role: 'consumes', words: ['bindQueue'], names: [{ position: 1 }, { position: 2 }] },
  { role: 'consumes', words: ['Worker'], before: /new$/ },
  { role: 'consumes', words: ['extends'], after: /^\w*(?:Listener|Consumer|Subscriber) < (\w+)/ },
  { role: 'publishes', words: ['publish'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['sendToQueue', 'emit', 'produce', 'InjectQueue'] },
  { role: 'publishes', words: ['xadd', 'xAdd', 'lpush', 'rpush', 'lPush', 'rPush'] },
  { role: 'publishes', words: ['createProducer'], names: [{ field: /^topic$/ }] },
  { role: 'publishes', words: ['createSender'], beside: 'ServiceBusClient' },
  {
    role: 'publishes',
    words: ['SendMessageCommand', 'SendMessageBatchCommand', 'sendMessage'],
    names: [{ field: /^QueueUrl$/ }],
  },
  { role: 'publishes', words: ['send'], names: [{ field: /^topic$/ }] },
  // Clients of Amazon send a command, which is a pattern of its own: `send(new SendMessageCommand({ … }))`.
  { role: 'asks', words: ['send'], unless: /^new$/, names: [{ position: 0, field: /^cmd$/ }] },
  { role: 'publishes', words: ['sendBatch'], names: [{ field: /^topic$/ }] },
  { role: 'asks', words: ['call'], before: /^(?:ctx|context|broker) \.$/ },
  { role: 'publishes', words: ['broadcast'], before: /^(?:ctx|context|broker) \.$/ },
  { role: 'publishes', words: ['Queue'], before: /new$/ },
  { role: 'publishes', words: ['extends'], after: /^\w*(?:Publisher|Producer) < (\w+)/ },
])
