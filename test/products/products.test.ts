import { describe, expect, it } from 'vitest'
import { bringers, drivers } from '../../src/products/drivers.ts'
import { imageName, imagePath } from '../../src/products/image-name.ts'
import { isInfrastructureImage } from '../../src/products/infrastructure-image.ts'
import { jvmBringers, jvmDrivers } from '../../src/products/jvm-drivers.ts'
import { makerOf } from '../../src/products/makers.ts'
import { plainWordsOf, programs, wordsOf } from '../../src/products/programs.ts'
import {
  heldBy,
  isOverHttp,
  portOf,
  protocolOf,
  protocolOfPort,
  protocolOfScheme,
  storeKind,
} from '../../src/products/protocols.ts'
import { stores } from '../../src/products/stores.ts'

describe('stores', () => {
  it('have schemes and ports of their own', () => {
    const schemes = stores.flatMap(({ schemes = [] }) => schemes)
    const ports = stores.flatMap(({ port }) => port ?? [])
    expect(new Set(schemes).size).toBe(schemes.length)
    expect(new Set(ports).size).toBe(ports.length)
  })

  it('say what is true of a protocol in its first row', () => {
    const later = stores.filter((store, at) => stores.findIndex(({ protocol }) => protocol === store.protocol) < at)
    expect(
      later.filter(({ protocol }) => protocol).flatMap(({ port, holds, overHttp }) => port ?? holds ?? overHttp ?? []),
    ).toEqual([])
  })

  it('are of the kind that their names tell, where they speak for themselves', () => {
    const wrong = stores.filter(({ kind, named, schemes = [] }) =>
      schemes.some((scheme) => named?.test(scheme) && storeKind(scheme) !== kind),
    )
    expect(wrong).toEqual([])
  })

  it('have a kind where a library speaks with them', () => {
    const spoken = [...drivers, ...bringers, ...jvmDrivers, ...jvmBringers].map(([, store]) => store)
    expect(spoken.filter((store) => storeKind(store) === undefined)).toEqual([])
  })

  it('are known by a package of .NET that code imports nothing of by its name', () => {
    expect(bringers.find(([pattern]) => pattern.test('Minio'))?.[1]).toBe('minio')
  })

  it('are told apart where one is called nearly as another', () => {
    expect(storeKind('softwaremill/elasticmq-native:1.5.7')).toBe('broker')
    expect(storeKind('elastic/elasticsearch:8.1.0')).toBe('database')
    expect(storeKind('gvenzl/oracle-xe:21')).toBe('database')
    expect(storeKind('rustfs/rustfs:latest')).toBe('objectstore')
    // It answers for a database, and is none.
    expect(storeKind('postgrest/postgrest:v12')).toBeUndefined()
    expect(storeKind('shop/price-oracle-svc:1.0')).toBeUndefined()
    expect(storeKind('pgvector/pgvector:pg18')).toBe('database')
    expect(storeKind('icr.io/ibm-messaging/mq:9')).toBe('broker')
    expect(storeKind('apacheignite/ignite:2')).toBe('cache')
    expect(storeKind('shop/mq-bridge:1.0')).toBeUndefined()
  })

  it.each([
    ['github.com/godror/godror', 'oracle'],
    ['oracledb', 'oracle'],
    ['mssql', 'sqlserver'],
    ['clickhouse_driver', 'clickhouse'],
    ['github.com/couchbase/gocb/v2', 'couchbase'],
    ['github.com/apache/pulsar-client-go/pulsar', 'pulsar'],
    ['github.com/apache/rocketmq-client-go/v2', 'rocketmq'],
    ['github.com/redis/rueidis', 'redis'],
    ['github.com/twmb/franz-go/pkg/kgo', 'kafka'],
    ['neo4j-driver', 'neo4j'],
    ['oracledb-helpers', undefined],
  ])('are known by the import of %s', (name, store) => {
    expect(drivers.find(([pattern]) => pattern.test(name))?.[1]).toBe(store)
  })

  it.each([
    ['docker.io/bitnami/postgresql:16@sha256:ab', 'database', undefined],
    ['mongo-cache', 'database', 'mongodb'],
    ['valkey/valkey:8', 'cache', 'redis'],
    ['quay.io/strimzi/kafka:3', 'broker', 'kafka'],
    ['shop/aws-sqs-proxy', 'broker', undefined],
    ['sql', 'database', undefined],
    ['container-registry.oracle.com/database/oracle-free:23', 'database', 'oracle'],
    ['oraclelinux:8-slim', undefined, undefined],
    ['mysqlx/orders', undefined, 'mysql'],
    ['orders', undefined, undefined],
  ])('tell of %s', (name, kind, protocol) => {
    expect(storeKind(name)).toBe(kind)
    if (protocol !== undefined) expect(protocolOf(name)).toBe(protocol)
  })

  it('tell a protocol by setting, scheme and port', () => {
    expect(['ORDERS_PG_HOST', 'RABBIT_URL', 'ES_HOST', 'ORDERS_HOST'].map(protocolOf)).toEqual([
      'postgres',
      'amqp',
      'elasticsearch',
      undefined,
    ])
    expect(['cockroachdb', 'rediss', 'esdb', 'http'].map(protocolOfScheme)).toEqual([
      'postgres',
      'redis',
      'eventstore',
      undefined,
    ])
    expect([5432, 9092, 8080, undefined].map(protocolOfPort)).toEqual(['postgres', 'kafka', undefined, undefined])
    expect(['postgres', 'cassandra', 'http'].map(portOf)).toEqual([5432, 9042, undefined])
    expect(['minio', 'redis', 'http'].map(isOverHttp)).toEqual([true, false, false])
    expect(['sql', 'mysql', 'redis', ''].map(heldBy)).toEqual(['schemas', 'databases', undefined, undefined])
  })
})

describe('programs', () => {
  it('are told by regular expressions that hold', () => {
    for (const program of programs)
      for (const words of Object.values(program)) expect(() => new RegExp(words)).not.toThrow()
  })

  it('have plain words for what a glance looks for', () => {
    for (const field of ['health', 'metrics', 'traces'] as const)
      expect(plainWordsOf(field).filter((word) => !/^[\w-]+$/.test(word))).toEqual([])
    expect(wordsOf('traces')).toContain('\\botel')
    expect(plainWordsOf('traces')).toContain('otel')
  })

  it.each([
    ['grafana/grafana-oss:11', true],
    ['registry.example.com/mirror/nacos-server:v3.1.1', true],
    ['seataio/seata-server:2.0', true],
    ['mirror/canal-server:v1.1.7', true],
    ['shop/sentinel-orders', false],
    ['jaegertracing/all-in-one', true],
    ['confluentinc/cp-zookeeper', true],
    ['docker.io/library/redis', true],
    ['temporalio/auto-setup:1.29', true],
    ['amazon/aws-xray-daemon:3', true],
    ['shop/grafana-orders', false],
    ['shop/cart', false],
  ])('are %s: %s', (image, is) => {
    expect(isInfrastructureImage(image)).toBe(is)
  })
})

describe('images', () => {
  it.each([
    ['registry.example.com:5000/shop/cart:1.2@sha256:ab', 'registry.example.com:5000/shop/cart', 'cart'],
    ['cart', 'cart', 'cart'],
    // as ko calls it
    ['shop/cart-a3dc0474cbfa348afcdf47a8eee70ba9:v1', 'shop/cart-a3dc0474cbfa348afcdf47a8eee70ba9', 'cart'],
  ])('%s', (image, path, name) => {
    expect(imagePath(image)).toBe(path)
    expect(imageName(image)).toBe(name)
  })

  it.each([
    ['gcr.io/shop/cart:1', 'gcr.io/shop'],
    ['redis:7', undefined],
    ['ghcr.io/cart', undefined],
    ['docker.io/bitnami/redis', undefined],
    ['ghcr.io/shop/cart-app/cart', 'ghcr.io/shop'],
    ['ghcr.io/open-telemetry/releases/collector:1', undefined],
  ])('%s is made by %s', (image, maker) => {
    expect(makerOf(image)).toBe(maker)
  })
})
