import { expect, it } from 'vitest'
import { parseAddress } from '../../src/facts/address/parse-address.ts'

it.each([
  ['http://cart', { scheme: 'http', host: 'cart' }],
  ['https://cart:8080/v1/', { scheme: 'https', host: 'cart', port: 8080, path: 'v1' }],
  ['ws://cart:80/socket', { scheme: 'http', host: 'cart', port: 80, path: 'socket' }],
  ['druby://cart:8787', { scheme: 'grpc', host: 'cart', port: 8787 }],
  ['lb:http://CART', { scheme: 'http', host: 'CART' }],
  ['lb:8080', { host: 'lb', port: 8080 }],
  ['grpc://cart:50051', { scheme: 'grpc', host: 'cart', port: 50051 }],
  ['dns:///cart:50051', { scheme: 'grpc', host: 'cart', port: 50051 }],
  ['discovery:///shop.cart.service', { scheme: 'grpc', host: 'shop.cart.service' }],
  ['consul://10.0.0.1:8500/cart?wait=14s', { scheme: 'grpc', host: 'cart' }],
  ['direct:///cart:9000,cart2:9000', { scheme: 'grpc', host: 'cart', port: 9000 }],
  ['esdb://store:2113?tls=false', { scheme: 'eventstore', host: 'store', port: 2113 }],
  ['rabbitmq://mq', { scheme: 'amqp', host: 'mq' }],
  ['nio://mq:61616', { scheme: 'activemq', host: 'mq', port: 61616 }],
  ['failover:(nio://mq:61616,nio://b:61616)?timeout=3000', { scheme: 'activemq', host: 'mq', port: 61616 }],
  ['failover:(tcp://mq:61616)', { scheme: 'activemq', host: 'mq', port: 61616 }],
  ['failover://amqp://mq:5672', { scheme: 'amqp', host: 'mq', port: 5672 }],
  ['127.0.0.1:2001', { host: '127.0.0.1', port: 2001 }],
  ['192.168.0.9:6379', { host: '192.168.0.9', port: 6379 }],
  ['cart:50051', { host: 'cart', port: 50051 }],
  ['cart.shop.svc.cluster.local:80', { host: 'cart.shop.svc.cluster.local', port: 80 }],
  [
    'postgres://me:secret@db:5432/shop?sslmode=off',
    { scheme: 'postgres', host: 'db', port: 5432, path: 'shop', user: 'me' },
  ],
  ['postgres://me:s@cret@db/shop', { scheme: 'postgres', host: 'db', path: 'shop', user: 'me' }],
  ['postgresql+asyncpg://me:secret@db/shop', { scheme: 'postgres', host: 'db', path: 'shop', user: 'me' }],
  ['static://cart:9090', { scheme: 'grpc', host: 'cart', port: 9090 }],
  ['jdbc:oracle:thin:@//db:1521/SHOP', { scheme: 'oracle', host: 'db', port: 1521, path: 'SHOP' }],
  ['jdbc:oracle:thin:@db:1521:SHOP', { scheme: 'oracle', host: 'db', port: 1521, path: 'SHOP' }],
  ['jdbc:postgresql://db:5432/shop', { scheme: 'postgres', host: 'db', port: 5432, path: 'shop' }],
  [
    'sqlserver://sa:secret@db:1433/main?encrypt=true&database=shop&app+name=a',
    { scheme: 'sqlserver', host: 'db', port: 1433, path: 'shop', user: 'sa' },
  ],
  [
    'jdbc:sqlserver://db:1433;databaseName=shop;user=x;password=secret',
    { scheme: 'sqlserver', host: 'db', port: 1433, path: 'shop' },
  ],
  [
    'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=secret==;EndpointSuffix=core.windows.net',
    { scheme: 'azureblob', host: 'shop.blob.core.windows.net' },
  ],
  [
    'AccountName=shop;AccountKey=secret==;BlobEndpoint=http://azurite:10000/shop;QueueEndpoint=http://azurite:10001/shop',
    { scheme: 'azureblob', host: 'azurite', port: 10000 },
  ],
  ['UseDevelopmentStorage=true', { scheme: 'azureblob', host: '127.0.0.1', port: 10000 }],
  ['UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite', { scheme: 'azureblob', host: 'azurite' }],
  [
    'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=secret=',
    { scheme: 'servicebus', host: 'shop.servicebus.windows.net' },
  ],
  [
    'AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=secret==;',
    { scheme: 'cosmos', host: 'shop.documents.azure.com' },
  ],
  ['Server=db;Username=me;Password=secret', { scheme: 'postgres', host: 'db', user: 'me' }],
  [
    `host=db;port=5432;pooling=True;database='shop';User Id='me';pwd='secret'`,
    { scheme: 'postgres', host: 'db', port: 5432, path: 'shop', user: 'me' },
  ],
  [
    'Server=db:5432;User Id=me;Password=secret;Database=shop',
    { scheme: 'postgres', host: 'db', port: 5432, path: 'shop' },
  ],
  ['Server=db,6433;Database=shop;User Id=me', { scheme: 'sqlserver', host: 'db', port: 6433, path: 'shop' }],
  ['mysql://db/shop', { scheme: 'mysql', host: 'db', path: 'shop' }],
  [
    'mongodb+srv://me:secret@cluster.example.net/shop',
    { scheme: 'mongodb', host: 'cluster.example.net', path: 'shop', user: 'me' },
  ],
  [
    'mongodb+srv://<user>:<password>@<cluster>.mongodb.net/shop',
    { scheme: 'mongodb', host: 'cluster.mongodb.net', path: 'shop', user: '<user>' },
  ],
  ['postgres://me:secret@<host>/shop', undefined],
  ['mongodb://a:27017,b:27017/shop', { scheme: 'mongodb', host: 'a', port: 27017, path: 'shop' }],
  ['redis://:secret@cache:6379/0', { scheme: 'redis', host: 'cache', port: 6379, path: '0' }],
  ['amqp://guest:secret@mq:5672//', { scheme: 'amqp', host: 'mq', port: 5672 }],
  ['nats://mq:4222', { scheme: 'nats', host: 'mq', port: 4222 }],
  ['kafka-1:9092,kafka-2:9092', { host: 'kafka-1', port: 9092 }],
  ['http://[::1]:8080', { scheme: 'http', host: '[::1]', port: 8080 }],
  ['http://me:p@ss:word@cart', undefined],
])('reads %s', (text, expected) => {
  const address = parseAddress(text)
  if (expected === undefined) return expect(address?.shown ?? '').not.toMatch(/p@ss|word/)
  expect(address).toMatchObject(expected)
  expect(address?.port).toBe('port' in expected ? expected.port : undefined)
  expect(address?.shown).not.toContain('secret')
  return undefined
})

it.each([
  '',
  'cart',
  'cart/v1',
  '12:30',
  '10:20:30',
  'see http://cart',
  'DefaultEndpointsProtocol=https;AccountName=xxx;AccountKey=xxx;EndpointSuffix=core.windows.net',
  'mailto:a@b.c',
  'urn:isbn:1',
  'file:///etc',
  'data:text/plain,x',
  'node:fs',
  'a:b',
  'http://',
  'host:port',
  'host=rabbit;username=guest;password=guest',
  ' : ',
  'DefaultEndpointsProtocol=https;AccountName=xxx;AccountKey=xxx;EndpointSuffix=core.windows.net',
  'Endpoint=sb://your-namespace.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=secret=',
])('takes "%s" for no address', (text) => expect(parseAddress(text)).toBeUndefined())

it('takes an address of any length in no time', () => {
  // Time of the processor, in ms: what else runs on the machine does not count.
  const start = process.cpuUsage()
  for (const text of [`http://${'a'.repeat(100_000)}`, `${'a:'.repeat(50_000)}1`, `http://${'@'.repeat(50_000)}`])
    parseAddress(text)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500)
})
