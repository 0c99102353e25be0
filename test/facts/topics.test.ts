// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { csharp } from '../../src/facts/csharp/index.ts'
import type { Extractor } from '../../src/facts/extractor.ts'
import type { TopicWord } from '../../src/facts/fact.ts'
import { go } from '../../src/facts/go/index.ts'
import { jvm } from '../../src/facts/jvm/index.ts'
import { php } from '../../src/facts/php/index.ts'
import { python } from '../../src/facts/python/index.ts'
import { ruby } from '../../src/facts/ruby/index.ts'
import { rust } from '../../src/facts/rust/index.ts'
import { spring } from '../../src/facts/spring/index.ts'
import { typescript } from '../../src/facts/typescript/index.ts'
import { factsOf } from './read-facts.ts'

const shown = ({ text = '', constant, variable }: TopicWord): string =>
  `${text}${constant ? `<${constant}>` : ''}${variable ? `$${variable}` : ''}`

/** `publishes orders`, `consumes shop/orders`, `<ordersqueue> is orders`; what a variable or a constant holds in signs. */
async function topicsIn(extractor: Extractor, path: string, text: string): Promise<string[]> {
  const facts = await factsOf(extractor, path, text)
  return facts.flatMap((fact) => {
    if (fact.kind === 'topic') return [`${fact.role} ${fact.words.map(shown).join('/')}`]
    return fact.kind === 'topic-name' ? [`<${fact.constant}> is ${shown(fact.word)}`] : []
  })
}

const cases: readonly (readonly [Extractor, path: string, code: string, expected: readonly string[]])[] = [
  [go, 'a.go', 'writer := &kafka.Writer{Addr: address, Topic: "orders"}', ['publishes orders']],
  [
    go,
    'a.go',
    'kafka.NewReader(kafka.ReaderConfig{Brokers: brokers, Topic: cfg.OrdersTopic})',
    ['consumes <orderstopic>'],
  ],
  [go, 'a.go', 'msg := &sarama.ProducerMessage{Topic: Topic, Value: value}', ['publishes <topic>']],
  [
    go,
    'a.go',
    'consumer.SubscribeTopics([]string{"orders", "payments"}, nil)',
    ['consumes orders', 'consumes payments'],
  ],
  [go, 'a.go', 'nc.QueueSubscribe("orders.*", "workers", handle)', ['consumes orders.*']],
  [go, 'a.go', 'nc.Publish("orders.created", data)', ['publishes orders.created/<data>']],
  [go, 'a.go', 'channel.PublishWithContext(ctx, "shop", "orders", false, false, message)', ['publishes shop/orders']],
  [go, 'a.go', 'channel.QueueBind("q", "orders", "shop", false, nil)', ['consumes shop/orders']],
  [go, 'a.go', 'const OrdersTopic = "orders"', ['<orderstopic> is orders']],
  [
    go,
    'a.go',
    'cfg := Config{OrdersTopic: getEnv("ORDERS_TOPIC", "orders"), Port: 80}',
    ['<orderstopic> is orders$ORDERS_TOPIC'],
  ],
  [go, 'a.go', 'events.Publish(ctx, event)', ['publishes <ctx>/<event>']],
  [
    jvm,
    'A.java',
    '@KafkaListener(topics = {"orders", Topics.PAYMENTS}, groupId = "g")',
    ['consumes orders', 'consumes <topicspayments>'],
  ],
  [jvm, 'A.java', '@KafkaListener(topics = "${app.orders-topic:orders}")', ['consumes orders<orderstopic>']],
  [jvm, 'A.java', 'kafkaTemplate.send("orders", event);', ['publishes orders']],
  [jvm, 'A.java', 'session.send("orders", event);', []],
  [jvm, 'A.java', 'new ProducerRecord<>("orders", key, value)', ['publishes orders']],
  [jvm, 'A.java', 'rabbitTemplate.convertAndSend("shop", "orders", event);', ['publishes shop/orders']],
  [
    jvm,
    'A.java',
    '@RabbitListener(bindings = @QueueBinding(value = @Queue("q"), exchange = @Exchange("shop"), key = "orders"))',
    ['consumes shop/orders', 'consumes q'],
  ],
  [jvm, 'A.java', '@KafkaClient interface Sender { @Topic("orders") void send(Order order); }', ['publishes orders']],
  [jvm, 'A.kt', '@KafkaListener class Taker { @Topic("orders") fun take(order: Order) {} }', ['consumes orders']],
  [jvm, 'A.kt', 'subscribe(listOf("orders"))', ['consumes orders']],
  [jvm, 'A.java', '@EventHandler\npublic void on(OrderPlaced event) {}', ['consumes OrderPlaced']],
  [jvm, 'A.java', 'static final String ORDERS_TOPIC = "orders";', ['<orderstopic> is orders']],
  [jvm, 'Topics.java', 'static final String PAYMENTS = "paid";', ['<topicspayments> is paid']],
  [csharp, 'A.cs', 'class Taker : IConsumer<OrderPlaced> { }', ['consumes OrderPlaced']],
  [csharp, 'A.cs', 'await bus.Publish(new OrderPlaced(order.Id));', ['publishes OrderPlaced']],
  [csharp, 'A.cs', 'await bus.Publish<OrderPlaced>(new { order.Id });', ['publishes OrderPlaced']],
  [jvm, 'A.java', '@Channel("orders") Emitter<Order> emitter;', ['publishes orders']],
  [go, 'a.go', 'router.AddNoPublisherHandler("bill", "orders", subscriber, bill)', ['consumes orders']],
  [csharp, 'A.cs', 'using Azure.Messaging.ServiceBus; client.CreateSender("orders");', ['publishes orders']],
  [csharp, 'A.cs', 'using Azure.Messaging.ServiceBus; client.CreateProcessor("orders", options);', ['consumes orders']],
  [csharp, 'A.cs', 'void Run([ServiceBusTrigger("orders")] string message) {}', ['consumes orders']],
  [csharp, 'A.cs', 'using NATS.Client.Core; await nats.PublishAsync("orders", order);', ['publishes orders']],
  [csharp, 'A.cs', 'using NATS.Client.Core; nats.SubscribeAsync<Order>("orders")', ['consumes orders']],
  [csharp, 'A.cs', 'using StackExchange.Redis; await bus.PublishAsync("orders", order);', ['publishes orders']],
  [csharp, 'A.cs', 'await mediator.PublishAsync("orders", order);', []],
  [
    php,
    'a.php',
    '<?php use PhpAmqpLib\\Wire; $channel->basic_publish($message, "shop", "orders");',
    ['publishes shop/orders'],
  ],
  [php, 'a.php', '<?php use PhpAmqpLib\\Wire; $channel->basic_consume("orders", "", false);', ['consumes orders']],
  [php, 'a.php', '<?php $events->subscribe("orders");', []],
  [ruby, 'a.rb', "require 'bunny'\nexchange.publish(body, routing_key: 'orders')", ['publishes orders']],
  [
    ruby,
    'a.rb',
    "require 'bunny'\nchannel.queue('orders', durable: true).subscribe do |info|\nend",
    ['consumes orders'],
  ],
  [ruby, 'a.rb', "require 'kafka'\nproducer.produce(body, topic: 'orders')", ['publishes orders']],
  [csharp, 'A.cs', '[Topic("pubsub", nameof(OrderPlaced))]', ['consumes pubsub/OrderPlaced']],
  [
    csharp,
    'A.cs',
    'channel.BasicPublish(exchange: "shop", routingKey: "orders", body: body);',
    ['publishes shop/orders'],
  ],
  [csharp, 'A.cs', 'IConsumer<string, byte[]> consumer; var order = new Order();', []],
  [python, 'a.py', 'consumer = KafkaConsumer("orders", group_id="g")', ['consumes orders']],
  [python, 'a.py', 'producer.send(topic="orders", value=value)', ['publishes orders']],
  [
    python,
    'a.py',
    "channel.basic_publish(exchange='shop', routing_key='orders', body=body)",
    ['publishes shop/orders'],
  ],
  [python, 'a.py', "channel.basic_publish(exchange='', routing_key='orders', body=body)", ['publishes orders']],
  [python, 'a.py', 'ORDERS_QUEUE: str = os.getenv("ORDERS_QUEUE", "orders")', ['<ordersqueue> is orders$ORDERS_QUEUE']],
  [python, 'a.py', '@app.subscribe(pubsub_name="bus", topic="orders")', ['consumes orders', 'consumes bus/orders']],
  [rust, 'a.rs', 'producer.send(FutureRecord::to("orders").payload(&text), timeout)', ['publishes orders']],
  [rust, 'a.rs', 'consumer.subscribe(&["orders"])?;', ['consumes orders']],
  [
    spring,
    'application.yml',
    'spring.cloud.stream.bindings:\n  orders-in-0: { destination: orders }\n  paid-out-0: { destination: paid }\n',
    ['consumes orders', 'publishes paid'],
  ],
  [spring, 'application.properties', 'app.orders-topic=orders', ['<orderstopic> is orders']],
  [go, 'a.go', 'group.Consume(ctx, []string{"orders"}, handler)', ['consumes <ctx>', 'consumes orders']],
  [go, 'a.go', 'func main() {\n  topic := "orders"\n}', ['<topic> is orders']],
  [go, 'a.go', 'kgo.NewClient(kgo.ConsumeTopics("orders"))', ['consumes orders']],
  [go, 'a.go', 'client.Produce(ctx, &kgo.Record{Topic: "orders"}, nil)', ['publishes orders']],
  [go, 'a.go', 'js.PublishAsync("orders", data)', ['publishes orders']],
  [go, 'a.go', 'nc.PublishMsg(&nats.Msg{Subject: "orders"})', ['publishes orders']],
  [go, 'a.go', 'nsq.NewConsumer("orders", "mail", nil)', ['consumes orders']],
  [go, 'a.go', 'client.Enqueue(asynq.NewTask("order:paid", data))', ['publishes order:paid']],
  [go, 'a.go', 'mux := asynq.NewServeMux()\nmux.HandleFunc("order:paid", take)', ['consumes order:paid']],
  [go, 'a.go', 'http.HandleFunc("/orders", take)', []],
  [go, 'a.go', 'r.XAdd(ctx, &redis.XAddArgs{Stream: "orders"})', ['publishes orders']],
  [
    go,
    'a.go',
    'r.XReadGroup(ctx, &redis.XReadGroupArgs{Streams: []string{"orders", ">"}})',
    ['consumes orders', 'consumes >'],
  ],
  [go, 'a.go', 'r.LPush(ctx, "orders", data)', ['publishes orders']],
  [go, 'a.go', 'r.BRPop(ctx, 0, "orders")', ['consumes orders']],
  [jvm, 'A.java', '@RocketMQMessageListener(topic = "orders", consumerGroup = "g")', ['consumes orders']],
  [jvm, 'A.java', 'rocketMQTemplate.syncSend("orders:paid", message)', ['publishes orders']],
  [
    jvm,
    'A.java',
    'KafkaTemplate<String, Order> events;\nvoid a() { events.send("orders", order); }',
    ['publishes orders'],
  ],
  [
    jvm,
    'A.kt',
    'class A(val events: KafkaTemplate<String, Order>) { fun a() = events.send("orders", order) }',
    ['publishes orders'],
  ],
  [jvm, 'A.java', 'Session events;\nvoid a() { events.send("orders", order); }', []],
  [jvm, 'A.java', '@PulsarListener(topics = "orders")', ['consumes orders']],
  [jvm, 'A.java', 'new StreamsBuilder().stream("orders").to("mails")', ['consumes orders', 'publishes mails']],
  [
    jvm,
    'A.java',
    'class A extends RouteBuilder { { from("kafka:orders?brokers=b").to("jms:queue:mails"); from("direct:in"); } }',
    ['consumes orders', 'publishes mails'],
  ],
  [jvm, 'A.java', 'message.setHeader(KafkaHeaders.TOPIC, "orders")', ['publishes orders']],
  [jvm, 'A.java', 'BindingBuilder.bind(queue).to(exchange).with("paid")', ['binds paid']],
  [jvm, 'A.java', '@Topic(name = "orders", pubsubName = "shop")', ['consumes shop/orders']],
  [jvm, 'A.java', '@Value("${app.topic}") private String topic;', ['<topic> is <app.topic>']],
  [jvm, 'A.kt', 'class A(@Value("\\${app.topic}") val topic: String)', ['<topic> is <app.topic>']],
  [
    jvm,
    'A.java',
    '@Value("${app.topic-url}") private String name;\n@Value("${size}") int size;',
    ['<name> is <topicurl>'],
  ],
  [spring, 'application.yml', 'app:\n  topic: orders\n', ['<app.topic> is orders']],
  [spring, 'application.yml', 'spring.kafka.topic.name: orders\n', ['<spring.kafka.topic.name> is orders']],
  [python, 'a.py', 'queue = await channel.declare_queue("orders")\nawait queue.consume(take)', ['consumes orders']],
  [python, 'a.py', 'channel.declare_queue("orders")', []],
  [python, 'a.py', '@shared_task(name="orders.paid")', ['consumes orders.paid']],
  [python, 'a.py', 'signature("orders.paid", args=[1]).delay()', ['publishes orders.paid']],
  [python, 'a.py', 'orders = app.topic("orders")\n@app.agent(orders)\nasync def take(x): pass', ['consumes orders']],
  [python, 'a.py', 'redis.xreadgroup("g", "c", {"orders": ">"})', ['consumes orders']],
  [python, 'a.py', 'redis.xread(streams={b"orders": 0})', []],
  [
    python,
    'a.py',
    'sqs.receive_message(QueueUrl="http://sqs:9324/queue/orders")',
    ['consumes http://sqs:9324/queue/orders', '<queueurl> is http://sqs:9324/queue/orders'],
  ],
  [
    python,
    'a.py',
    'p = PublisherClient()\np.publish(p.topic_path(project, "orders"), data)',
    ['publishes <data>', 'publishes orders'],
  ],
  [csharp, 'A.cs', '[CapSubscribe("orders")]', ['consumes orders']],
  [csharp, 'A.cs', 'class A(ICapPublisher bus) { void B() { bus.Publish("orders", order); } }', ['publishes orders']],
  [csharp, 'A.cs', 'using Wolverine;\nclass A { void Handle(OrderPaid paid) {} }', ['consumes OrderPaid']],
  [csharp, 'A.cs', 'class A { void Handle(OrderPaid paid) {} }', []],
  [php, 'a.php', '<?php Redis::publish("orders", $data);', ['publishes orders']],
  [
    ruby,
    'a.rb',
    "require 'bunny'\nqueue = channel.queue('orders')\nqueue.subscribe { |m| take(m) }",
    ['consumes orders'],
  ],
  [ruby, 'a.rb', 'class App < Karafka::App\n  topic :orders do\n  end\nend', ['consumes orders']],
  [ruby, 'a.rb', "Redis.new(host: 'redis').publish('orders', data)", ['publishes orders']],
]

describe('topics and queues in code', () => {
  it.each(cases)('%o %s: %s', async (extractor, path, code, expected) => {
    expect(await topicsIn(extractor, path, code)).toEqual(expected)
  })

  it.each([
    ["await producer.send({ topic: 'orders', messages })", ['publishes orders']],
    ["await consumer.subscribe({ topics: ['orders', 'paid'] })", ['consumes orders', 'consumes paid']],
    ["const topic = 'orders'\nproducer.send({ topic, messages })", ['<topic> is orders', 'publishes <topic>']],
    ["channel.publish('shop', 'orders', data)", ['publishes shop/orders']],
    ["channel.sendToQueue('orders', data)", ['publishes orders']],
    ["channel.publish('shop', key, data)", ['publishes shop/<key>']],
    ["@RabbitSubscribe({ exchange: 'shop', routingKey: 'orders', queue: 'q' })", ['consumes shop/orders']],
    ["@EventPattern('orders')", ['consumes orders']],
    ["@MessagePattern({ cmd: 'sum' })", ['answers sum']],
    ["this.client.emit('orders', order)", ['publishes orders']],
    ["this.client.send({ cmd: 'sum' }, numbers)", ['asks sum']],
    ["new kafka.Consumer(client, [{ topic: 'orders' }], {})", ['consumes orders']],
    ["producer.produce('orders', null, data)", ['publishes orders']],
    ["natsClient.subscribe('orders', 'a-group')", ['consumes orders']],
    ["nc?.subscribe('orders')", ['consumes orders']],
    ["server.pubsub.subscribe('shop', 'orders', take)", ['consumes shop/orders']],
    ["redis.xAdd('orders', '*', data)", ['publishes orders']],
    ["redis.xReadGroup('g', 'c', [{ key: 'orders', id: '>' }])", ['consumes orders']],
    ["const work = new Queue('orders')\nwork.process(take)", ['consumes orders', 'publishes orders']],
    ["const work = new Queue('orders')\nlog(process.env.HOME)", ['publishes orders']],
    [
      'new SendMessageCommand({ QueueUrl: process.env.ORDERS_QUEUE })',
      ['publishes $ORDERS_QUEUE', '<queueurl> is $ORDERS_QUEUE'],
    ],
    // A command is no question of NestJS.
    [
      'client.send(new SendMessageCommand({ QueueUrl: process.env.ORDERS_QUEUE }))',
      ['publishes $ORDERS_QUEUE', '<queueurl> is $ORDERS_QUEUE'],
    ],
    ["new ServiceBusClient(c).createSender('orders')", ['publishes orders']],
    ["client.createProducer({ topic: 'orders' })", ['publishes orders']],
    ['class Taker extends Listener<OrderPlaced> {}', ['consumes OrderPlaced']],
    ['class Sender extends Publisher<OrderPlaced> {}', ['publishes OrderPlaced']],
    ["const ordersTopic = process.env.ORDERS_TOPIC ?? 'orders'", ['<orderstopic> is orders$ORDERS_TOPIC']],
    ["this.producer.send({ topic: this.config.get('kafka.ordersTopic') })", ['publishes <orderstopic>']],
    ['store.subscribe((state) => render(state))', []],
    ["enum BANK_TOPICS { LOGIN = 'log-in' }", ['<banktopicslogin> is log-in']],
    ["const PATTERNS = { USER: { FIND: 'user.find' } }", ['<patternsuserfind> is user.find']],
    [
      'ask = (data, topic) => this.client.send(topic, data)\nconstructor(private client: ClientKafka) {}\nrun() { this.ask(1, BANK_TOPICS.LOGIN) }',
      ['asks <topic>', 'asks <banktopicslogin>'],
    ],
    [
      "const topic = 'paid'\nconstructor(private client: ClientKafka) { this.client.send(topic, data); log(BANK_TOPICS.LOGIN) }",
      ['<topic> is paid', 'asks <topic>'],
    ],
  ])('TypeScript: %s', async (code, expected) => {
    expect(await topicsIn(typescript, 'a.ts', `import { Kafka } from 'kafkajs'\n${code}`)).toEqual(expected)
  })

  it('reads no code that speaks with no broker', async () => {
    expect(await topicsIn(typescript, 'a.ts', "emitter.emit('orders')")).toEqual([])
  })
})
