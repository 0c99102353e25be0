// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const service = (name: string, code: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: `const amqp = require('amqplib')\n${code}\n`,
})
const events = async (tree: Tree): Promise<string[]> =>
  (await edgesOf(tree)).filter((edge) => edge.includes(' event ')).map((edge) => edge.replace(' event (observed)', ''))

it.each([
  ['a queue', "channel.sendToQueue('orders', data)", "channel.consume('orders', take)", true],
  ['an exchange and a key', "channel.publish('shop', 'paid', data)", "channel.bindQueue(q, 'shop', 'paid')", true],
  ['another key', "channel.publish('shop', 'paid', data)", "channel.bindQueue(q, 'shop', 'sent')", false],
  ['another exchange', "channel.publish('shop', 'paid', data)", "channel.bindQueue(q, 'zoo', 'paid')", false],
  ['a pattern of keys', "channel.publish('shop', 'order.paid', data)", "channel.bindQueue(q, 'shop', 'order.*')", true],
  [
    'a pattern of other keys',
    "channel.publish('shop', 'user.left', data)",
    "channel.bindQueue(q, 'shop', 'order.#')",
    false,
  ],
  [
    'a key, where nothing tells the exchange',
    "channel.publish(EX, 'paid', data)",
    "channel.bindQueue(q, 'shop', 'paid')",
    true,
  ],
  [
    'another key, where nothing tells the exchange',
    "channel.publish(EX, 'shop', data)",
    "channel.bindQueue(q, 'shop', 'paid')",
    false,
  ],
  ['a key that is computed', "channel.publish('shop', key, data)", "channel.bindQueue(q, 'shop', 'paid')", true],
  ['a queue that the key leads to', "channel.publish('shop', 'paid', data)", "channel.consume('paid', take)", true],
  ['a name that is computed', 'channel.sendToQueue(name, data)', 'channel.consume(name, take)', false],
  ['a constant', "const QUEUE = 'orders'\nchannel.sendToQueue(QUEUE, data)", "channel.consume('orders', take)", true],
  [
    'a constant that each file has for itself',
    "const QUEUE = 'orders'\nchannel.sendToQueue(QUEUE, data)",
    'channel.consume(QUEUE, take)',
    false,
  ],
])('joins those who send with those who take by %s', async (_, sends, takes, joined) => {
  const found = await events({ ...service('orders', sends), ...service('mailer', takes) })
  expect(found).toEqual(joined ? ['mailer -> orders'] : [])
})

it('takes the names of topics from where they are set', async () => {
  const tree = {
    ...service('orders', 'channel.sendToQueue(process.env.ORDER_QUEUE, data)'),
    ...service('mailer', "channel.consume('placed', take)"),
    'compose.yaml': `services:
  orders: { build: ./orders, environment: { ORDER_QUEUE: placed } }
  mailer: { build: ./mailer }
`,
  }
  expect(await events(tree)).toEqual(['mailer -> orders'])
})

it('shows both ends, that of the one who depends first', async () => {
  const { graph } = await surveyOf({
    ...service('orders', "channel.sendToQueue('placed', data)"),
    ...service('mailer', "channel.consume('placed', take)"),
  })
  const [edge] = graph.edges.filter(({ kind }) => kind === 'event')
  expect(edge?.evidence.map(({ file, line, detail }) => `${file}:${line} ${detail}`)).toEqual([
    'mailer/main.js:2 takes placed, which orders sends',
    'orders/main.js:2 sends placed, which mailer takes',
  ])
})

it('takes a question that waits for its answer for a call', async () => {
  const tree = {
    ...service('gateway', "require('@nestjs/microservices')\nthis.orders.send({ cmd: 'place' }, order)"),
    ...service('orders', "require('@nestjs/microservices')\n@MessagePattern({ cmd: 'place' })"),
  }
  expect(await edgesOf(tree)).toContain('gateway -> orders http (observed)')
  expect(await events(tree)).toEqual([])
})

it('knows a question by the constant that holds it with its field', async () => {
  const patterns = "export const PLACE_MESSAGE_PATTERN: Pattern = {\n  cmd: 'place',\n}\n"
  const nest =
    "import { ClientProxy } from '@nestjs/microservices'\nimport { PLACE_MESSAGE_PATTERN } from '../patterns'\n"
  const tree = {
    'patterns.ts': patterns,
    'gateway/package.json':
      '{ "name": "gateway", "dependencies": { "@nestjs/core": "11" }, "scripts": { "start": "node main.js" } }',
    'gateway/Dockerfile': 'FROM node:24\n',
    'gateway/main.ts': `${nest}this.client.send<Reply<Order>, Place>(PLACE_MESSAGE_PATTERN, order)\n`,
    'orders/package.json':
      '{ "name": "orders", "dependencies": { "@nestjs/core": "11" }, "scripts": { "start": "node main.js" } }',
    'orders/Dockerfile': 'FROM node:24\n',
    'orders/main.ts': `${nest}class A { @MessagePattern(PLACE_MESSAGE_PATTERN) place() {} }\n`,
  }
  expect(await edgesOf(tree)).toContain('gateway -> orders http (observed)')
})

it('keeps copies of a system apart', async () => {
  const copy = (name: string): Tree => ({
    ...service(`${name}/orders`, "channel.sendToQueue('placed', data)"),
    ...service(`${name}/mailer`, "channel.consume('placed', take)"),
  })
  const { graph } = await surveyOf({ ...copy('chapter1'), ...copy('chapter2') })
  const paths = new Map(graph.services.map(({ name, path }) => [name, path]))
  expect(
    graph.edges.filter(({ kind }) => kind === 'event').map(({ from, to }) => [paths.get(from), paths.get(to)]),
  ).toEqual(
    expect.arrayContaining([
      ['chapter1/mailer', 'chapter1/orders'],
      ['chapter2/mailer', 'chapter2/orders'],
    ]),
  )
  expect(graph.edges.filter(({ kind }) => kind === 'event')).toHaveLength(2)
})

it('does not look into tests', async () => {
  const tree = {
    ...service('orders', ''),
    'orders/test/send.js': "require('amqplib')\nchannel.sendToQueue('placed', data)",
    ...service('mailer', "channel.consume('placed', take)"),
  }
  expect(await events(tree)).toEqual([])
})

const spring = (name: string, code: string, settings = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "a.jar"]\n',
  [`${name}/pom.xml`]: `<project><artifactId>${name}</artifactId></project>\n`,
  [`${name}/src/main/java/A.java`]: `class A {\n${code}\n}\n`,
  [`${name}/src/main/resources/application.yml`]: `spring.application.name: ${name}\n${settings}`,
})

it('takes the names of topics from settings that fields are filled with', async () => {
  const field = '@Value("${app.topic}") String topic;'
  const tree = {
    ...spring('orders', `${field}\nvoid a() { kafkaTemplate.send(topic, order); }`, 'app.topic: placed\n'),
    ...spring('mailer', '@KafkaListener(topics = "${app.topic}") void a(Order o) {}', 'app.topic: placed\n'),
    ...spring('stock', '@KafkaListener(topics = "${app.topic}") void a(Order o) {}', 'app.topic: counted\n'),
  }
  expect(await events(tree)).toEqual(['mailer -> orders'])
})

it('knows a queue by the key that it is bound with, where the same program takes from queues', async () => {
  const bound = '@Bean Binding b(Queue q, TopicExchange e) { return BindingBuilder.bind(q).to(e).with("order.paid"); }'
  const tree = {
    ...spring('orders', `${bound}\nvoid a() { rabbitTemplate.convertAndSend("shop", "order.paid", order); }`),
    ...spring('mailer', `${bound}\n@RabbitListener(queues = "mails") void a(Order o) {}`),
    ...spring('stock', bound),
  }
  expect(await events(tree)).toEqual(['mailer -> orders'])
})

it('knows a queue of Amazon by the name at the end of its address', async () => {
  const tree = {
    ...service('orders', "new SendMessageCommand({ QueueUrl: 'http://localstack:4566/000000000000/placed' })"),
    ...service('mailer', "new ReceiveMessageCommand({ QueueUrl: 'https://sqs.example.com/000000000000/placed' })"),
  }
  expect(await events(tree)).toEqual(['mailer -> orders'])
})
