import { byWord } from '../code/topics.ts'

/**
 * MassTransit, NServiceBus, Rebus, Wolverine, CAP, event buses of one's own, Confluent's client, RabbitMQ's, those of NATS, Redis and Azure
 * Service Bus, triggers of functions, and Dapr with its actors.
 */
export const topicPatterns = byWord([
  {
    role: 'consumes',
    words: ['IConsumer', 'IHandleMessages', 'IIntegrationEventHandler', 'AddSubscription', 'Subscribe'],
    after: /^< ([A-Z]\w+)/,
  },
  { role: 'consumes', words: ['Topic'], before: /\[$/, names: [{ position: 0 }, { position: 1 }] },
  { role: 'consumes', words: ['WithTopic'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'consumes', words: ['BasicConsume', 'BasicConsumeAsync'], names: [{ position: 0, field: /^queue$/ }] },
  {
    role: 'consumes',
    words: ['QueueBind', 'QueueBindAsync'],
    names: [
      { position: 1, field: /^exchange$/ },
      { position: 2, field: /^routingKey$/ },
    ],
  },
  { role: 'consumes', words: ['Subscribe'] },
  { role: 'consumes', words: ['SubscribeAsync'], beside: 'NATS' },
  { role: 'consumes', words: ['CapSubscribe'] },
  {
    role: 'consumes',
    words: ['Handle', 'HandleAsync', 'Consume'],
    after: /^\( ([A-Z]\w+) \w+ [,)]/,
    beside: 'Wolverine',
  },
  { role: 'consumes', words: ['CreateProcessor', 'CreateSessionProcessor', 'CreateReceiver'], beside: 'ServiceBus' },
  { role: 'consumes', words: ['ServiceBusTrigger', 'RabbitMQTrigger', 'QueueTrigger'] },
  { role: 'consumes', words: ['KafkaTrigger'], names: [{ position: 1 }] },
  {
    role: 'publishes',
    words: ['BasicPublish', 'BasicPublishAsync'],
    names: [
      { position: 0, field: /^exchange$/ },
      { position: 1, field: /^routingKey$/ },
    ],
  },
  { role: 'publishes', words: ['PublishEventAsync'], names: [{ position: 0 }, { position: 1 }] },
  { role: 'publishes', words: ['ProduceAsync', 'Produce'] },
  { role: 'publishes', words: ['Publish', 'PublishAsync', 'Send', 'SendAsync'], after: /^< ([A-Z]\w+)/ },
  { role: 'publishes', words: ['PublishAsync'], beside: 'NATS' },
  { role: 'publishes', words: ['Publish', 'PublishAsync'], beside: 'ICapPublisher' },
  { role: 'publishes', words: ['PublishAsync', 'Publish'], beside: 'StackExchange' },
  { role: 'publishes', words: ['CreateSender'], beside: 'ServiceBus' },
  { role: 'asks', words: ['IRequestClient'], after: /^< ([A-Z]\w+)/ },
  // Actors of Dapr, by the types that hosts of them register.
  { role: 'asks', words: ['Create'], before: /^ActorProxy \.$/, names: [{ position: 1 }] },
  { role: 'asks', words: ['CreateActorProxy'], names: [{ position: 1 }] },
  { role: 'answers', words: ['RegisterActor'], after: /^< ([A-Z]\w+)/ },
  { role: 'publishes', words: ['Adapt', 'Map'], after: /^< ([A-Z]\w*(?:Event|Message|Command)) >/ },
  { role: 'publishes', words: ['new'], after: /^([A-Z]\w*(?:Event|Message|Command|[a-z]ed)) [({]/ },
])
