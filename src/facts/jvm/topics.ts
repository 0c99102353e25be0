import { byWord } from '../code/topics.ts'

/** `kafka:orders?brokers=…`: the broker, what kind of place, and its name. */
const ofCamel =
  /^(?:kafka|nats|jms|activemq6?|amqp|sjms2?|pulsar|aws2-s[qn]s|spring-rabbitmq|rabbitmq):(?:queue:|topic:)?([\w.-]+)/
const sendersOfRocket = ['syncSend', 'asyncSend', 'sendOneWay', 'convertAndSend', 'sendMessageInTransaction', 'send']

/**
 * Spring for Kafka, RabbitMQ, JMS, Pulsar, Redis and SQS, RocketMQ, Camel, Kafka Streams, Micronaut, MicroProfile, Dapr, the clients of
 * Kafka and RabbitMQ, Axon and Eventuate.
 * The bindings of Spring Cloud Stream stand in its settings.
 */
export const topicPatterns = byWord([
  { role: 'consumes', words: ['KafkaListener'], before: /@$/, names: [{ field: /^topics$/ }] },
  { role: 'consumes', words: ['RabbitListener'], before: /@$/, names: [{ field: /^(?:queues|queuesToDeclare)$/ }] },
  { role: 'consumes', words: ['RabbitListener'], before: /@$/, names: [{ field: /^exchange$/ }, { field: /^key$/ }] },
  { role: 'consumes', words: ['JmsListener'], before: /@$/, names: [{ field: /^destination$/ }] },
  { role: 'consumes', words: ['PulsarListener'], before: /@$/, names: [{ field: /^topics$/ }] },
  { role: 'consumes', words: ['RocketMQMessageListener'], before: /@$/, names: [{ field: /^topic$/ }] },
  { role: 'consumes', words: ['SqsListener', 'Incoming'], before: /@$/ },
  {
    role: 'consumes',
    words: ['Topic'],
    before: /@$/,
    beside: 'pubsubName',
    names: [{ field: /^pubsubName$/ }, { field: /^name$/ }],
  },
  {
    role: 'consumes',
    words: ['ChannelTopic', 'PatternTopic'],
    before: /new$/,
    beside: 'RedisMessageListenerContainer',
  },
  { role: 'consumes', words: ['stream', 'table', 'globalTable'], beside: 'StreamsBuilder' },
  { role: 'consumes', words: ['from'], beside: 'RouteBuilder', names: [{ position: 0, part: ofCamel }] },
  { role: 'binds', words: ['with'], beside: 'BindingBuilder' },
  { role: 'consumes', words: ['Topic', 'Queue'], before: /@$/, beside: 'KafkaListener' },
  { role: 'consumes', words: ['Queue'], before: /@$/, beside: 'RabbitListener' },
  { role: 'consumes', words: ['basicConsume', 'subscribe', 'fromChannel'] },
  // By the class of the aggregate, whose package the sender does not write.
  { role: 'consumes', words: ['forAggregateType'], after: /^\( (?:[\w.]*\.)?([A-Z]\w*) \)/ },
  { role: 'consumes', words: ['queueBind'], names: [{ position: 1 }, { position: 2 }] },
  {
    role: 'consumes',
    words: ['EventHandler', 'SagaEventHandler'],
    after: /^(?:\( [^)]*\) )?(?:\w+ ){1,3}\( (?:final )?([A-Z]\w*)/,
  },
  { role: 'publishes', words: ['send'], before: /(?:[tT]emplate|[pP]roducer|emitter|[bB]ridge) \.$/ },
  {
    role: 'publishes',
    words: ['send'],
    ofType: /^(?:Kafka|Pulsar|Reactive\w*Kafka\w*|Sqs|Jms)Template$|^StreamBridge$/,
  },
  { role: 'publishes', words: sendersOfRocket, before: /ocketM\w+ \.$/, names: [{ position: 0, part: /^([^:]+)/ }] },
  { role: 'publishes', words: ['TOPIC'], before: /^KafkaHeaders \.$/, after: /^, ([\w.-]+) \)/ },
  { role: 'publishes', words: ['publishEvent'], beside: 'DaprClient', names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['to', 'toD'], beside: 'RouteBuilder', names: [{ position: 0, part: ofCamel }] },
  { role: 'publishes', words: ['to'], beside: 'StreamsBuilder' },
  { role: 'publishes', words: ['convertAndSend', 'basicPublish'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'asks', words: ['convertSendAndReceive'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['ProducerRecord', 'withChannel', 'Outgoing'] },
  { role: 'publishes', words: ['Topic'], before: /@$/, beside: 'KafkaClient' },
  { role: 'publishes', words: ['Channel'], before: /@$/, beside: 'Emitter' },
  { role: 'publishes', words: ['publish'] },
  { role: 'publishes', words: ['extends'], after: /^\w*(?:Publisher|Producer) < (\w+)/ },
  { role: 'publishes', words: ['new'], after: /^([A-Z]\w*Event) \(/ },
])
