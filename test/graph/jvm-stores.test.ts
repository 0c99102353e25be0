// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the settings under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const java = (folder: string, name: string, text: string): Tree => ({ [`${folder}/src/main/java/${name}.java`]: text })
const application = (folder: string, settings = ''): Tree => ({
  ...java(folder, 'App', '@SpringBootApplication class App {}'),
  [`${folder}/src/main/resources/application.yml`]: settings,
})
const pom = (folder: string, ...artifacts: string[]): Tree => ({
  [`${folder}/pom.xml`]: `<project><artifactId>${folder}</artifactId><dependencies>${artifacts
    .map((name) => `<dependency><groupId>g</groupId><artifactId>${name}</artifactId></dependency>`)
    .join('')}</dependencies></project>`,
})

it('takes the database from the driver that a service which keeps rows is built with', async () => {
  const tree = {
    ...application('orders'),
    ...pom('orders', 'mysql-connector-j'),
    ...java('orders', 'O', 'import org.apache.ibatis.annotations.Mapper; class O {}'),
    ...application('users'),
    'users/build.gradle': 'dependencies { implementation "org.postgresql:postgresql:42" }',
    ...java('users', 'U', 'import jakarta.persistence.Entity; class U {}'),
    ...application('mail'),
    ...pom('mail', 'postgresql'),
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> mysql of orders database (observed)',
    'users -> postgres of users database (observed)',
  ])
})

it('takes the driver from a library of the system, but for one that is optional there', async () => {
  const library = (name: string, artifact: string, rest = ''): string =>
    `<project><groupId>g</groupId><artifactId>${name}</artifactId><dependencies><dependency><groupId>o</groupId><artifactId>${artifact}</artifactId>${rest}</dependency></dependencies></project>`
  const service = (name: string): Tree => ({
    ...application(name),
    ...pom(name, 'rows', 'redis', 'mq'),
    ...java(name, 'O', 'import org.apache.ibatis.annotations.Mapper; class O {}'),
  })
  // It only takes what is in the library for something else.
  const without = java(
    'mail',
    'M',
    'import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration; class M {}',
  )
  const listed = (folder: string): Tree => ({
    [`${folder}/src/main/resources/META-INF/spring.factories`]: `a.b=\\\n  org.L${folder}`,
  })
  const tree = {
    'rows/pom.xml': library('rows', 'mysql-connector-j'),
    'redis/pom.xml': library('redis', 'spring-data-redis'),
    ...java('redis', 'org/Lredis', 'import org.springframework.data.redis.core.RedisTemplate; class Lredis {}'),
    ...listed('redis'),
    'mq/pom.xml': library('mq', 'spring-rabbit', '<optional>true</optional>'),
    ...java('mq', 'org/Lmq', 'import org.springframework.amqp.rabbit.core.RabbitTemplate; class Lmq {}'),
    ...listed('mq'),
    ...service('orders'),
    ...service('users'),
    ...service('mail'),
    ...without,
  }
  expect(await edgesOf(tree)).toEqual([
    'mail -> redis of mail cache (observed)',
    ...['orders', 'users'].flatMap((name) => [
      `${name} -> mysql of ${name} database (observed)`,
      `${name} -> redis of ${name} cache (observed)`,
    ]),
  ])
})

it('takes no store from a starter that nothing in the service makes use of', async () => {
  const tree = {
    ...application('orders'),
    ...pom('orders', 'spring-cloud-starter-stream-rabbit', 'spring-boot-starter-data-redis'),
    ...application(
      'users',
      'spring:\n  cloud:\n    stream:\n      bindings:\n        users-out-0:\n          destination: users\n',
    ),
    ...pom('users', 'spring-cloud-starter-stream-rabbit', 'spring-boot-starter-data-redis'),
    ...java('users', 'U', 'import org.springframework.cache.annotation.Cacheable; class U {}'),
  }
  expect(await edgesOf(tree)).toEqual([
    'users -> rabbitmq of users broker (observed)',
    'users -> redis of users cache (observed)',
  ])
})

it('gives a service the store that a class of a library speaks with, where it builds on that class', async () => {
  const tree = {
    ...application('orders'),
    ...application('users'),
    ...java('common', 'org/common/Locks', 'package org.common; import org.redisson.api.RLock; class Locks {}'),
    ...java('common', 'org/common/Names', 'package org.common; class Names {}'),
    ...java('orders', 'O', 'import org.common.Locks; class O {}'),
    ...java('users', 'U', 'import org.common.Names; class U {}'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> redis of orders cache (observed)'])
})

it('tells a store by the rest of its address where only a setting tells the host', async () => {
  const tree = {
    ...application('orders', 'spring:\n  datasource:\n    url: jdbc:mysql://${db.host}:3306/orders?useSSL=false\n'),
    ...application('users', 'spring:\n  datasource:\n    url: jdbc:postgresql://${DB_HOST}:5432/${DB_NAME}\n'),
    // Where the setting is given, its value is the host, and the database is still that of the address.
    ...application('mail', 'spring:\n  datasource:\n    url: jdbc:postgresql://${POSTGRES_HOST}:5432/mail\n'),
    'mail/Dockerfile': 'FROM eclipse-temurin:25',
    'compose.yaml': 'services:\n  mail: { build: ./mail, environment: { POSTGRES_HOST: mail-db } }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'mail -> postgres://mail-db/mail database (observed)',
    'orders -> mysql://db.host:3306/orders database (observed)',
    'users -> postgres://db_host:5432 database (observed)',
  ])
})

it('knows stores by the names of their settings and by their ports, whatever is spoken', async () => {
  const settings = (text: string): Tree => application('search', text)
  expect(await edgesOf(settings('spring:\n  elasticsearch:\n    uris: localhost:9200\n'))).toEqual([
    'search -> elasticsearch://localhost:9200 database (observed)',
  ])
  expect(await edgesOf(settings('minio:\n  endpoint: http://files.example.net:9000\n'))).toEqual([
    'search -> minio://files.example.net:9000 database (observed)',
  ])
  expect(await edgesOf(settings('kafka:\n  bootstrap: PLAINTEXT://events:9092\n'))).toEqual([
    'search -> kafka://events:9092 broker (observed)',
  ])
  expect(await edgesOf(settings('spring:\n  redis:\n    host: 10.0.0.7\n'))).toEqual([
    'search -> redis://10.0.0.7 cache (observed)',
  ])
})

it('gives services what lies under their names in folders for configuration, wherever those are', async () => {
  const tree = {
    ...application('orders'),
    ...application('users'),
    ...application('config-server'),
    'config-server/src/main/resources/offline-repository/orders.properties': 'users.url=http://users:8080\n',
    'nacos/prod/users-prod.yaml': 'spring:\n  rabbitmq:\n    host: rabbit\n',
    'config-repo/users/application.yml': 'orders:\n  url: http://orders\n',
    // Of nobody that is known here.
    'config-server/src/main/resources/offline-repository/stock.yml': 'orders:\n  url: http://orders\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> users http (observed)',
    'users -> amqp://rabbit broker (observed)',
    'users -> orders http (observed)',
  ])
})

it('reads routes of gateways that name a service by their key, or a load balancer of their own', async () => {
  const tree = {
    ...application('orders'),
    ...application('users'),
    ...application('stock'),
    ...application(
      'gateway',
      'zuul:\n  routes:\n    orders: /orders/**\n    users:\n      path: /users/**\nroutes:\n  - uri: grayLb://stock\n',
    ),
  }
  expect(await edgesOf(tree)).toEqual([
    'gateway -> orders http (observed)',
    'gateway -> stock http (observed)',
    'gateway -> users http (observed)',
  ])
})

it('takes a setting that is named after a service for it, where nobody has the port', async () => {
  const tree = {
    ...application('customer-service'),
    ...application('orders', 'destinations:\n  customerServiceUrl: http://${DOCKER_HOST_IP:localhost}:8082\n'),
    ...application('web', 'swagger:\n  customer-service-url: http://customer-service:8080\n'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> customer-service http (observed)'])
})

it('joins references of Dubbo and proxies of Vert.x with whoever implements the interface', async () => {
  const tree = {
    ...application('orders'),
    ...application('users'),
    ...application('stock'),
    ...java('users', 'U', '@DubboService(version = "1") public class U implements UserApi { }'),
    ...java('orders', 'O', 'class O { @DubboReference(check = false) private UserApi users; }'),
    ...java('stock', 'S', 'class S { void a() { publishEventBusService(NAME, ADDRESS, StockApi.class); } }'),
    ...java('users', 'V', 'class V { void a() { EventBusService.getProxy(discovery, StockApi.class, f); } }'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> users grpc (observed)', 'users -> stock grpc (observed)'])
})

it('takes a package, and what a compose file beside a service takes from elsewhere, for no service', async () => {
  const tree = {
    ...application('orders', 'registry:\n  url: http://registry:8080\n'),
    ...java('orders', 'org/shop/mail/Mail', 'class Mail {}'),
    'orders/deploy/compose.yaml': 'services:\n  registry: { image: "quay.io/apicurio/apicurio-registry:3" }\n',
    ...application('users', 'registry:\n  url: http://registry:8080\n'),
    'users/src/main/docker/Dockerfile': 'FROM eclipse-temurin:25',
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('takes settings that no library of a service reads for copied', async () => {
  const settings = 'spring:\n  rabbitmq:\n    host: rabbit\n  kafka:\n    bootstrap-servers: events:9092\n'
  const optional = (artifact: string): string =>
    `<dependency><groupId>g</groupId><artifactId>${artifact}</artifactId><optional>true</optional></dependency>`
  const tree = {
    ...application('orders', settings),
    ...pom('orders', 'starter-mq'),
    'starter-mq/pom.xml': `<project><groupId>g</groupId><artifactId>starter-mq</artifactId><dependencies>${optional('spring-kafka')}<dependency><groupId>g</groupId><artifactId>spring-boot-starter-amqp</artifactId></dependency></dependencies></project>`,
    ...application('users', settings),
    ...pom('users', 'spring-boot-starter-web'),
    // Where nothing tells what it is built with, it may read all.
    ...application('web', settings),
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> amqp://rabbit broker (observed)',
    'web -> amqp://rabbit broker (observed)',
    'web -> kafka://events:9092 broker (observed)',
  ])
})

it('joins the parts in which Spring is told of MongoDB, whatever stands between them', async () => {
  const tree = {
    ...application('orders', 'spring:\n  data:\n    mongodb:\n      host: mongo\n      database: orders\n'),
    ...application('users'),
    'users/src/main/resources/application.properties':
      'spring.data.mongodb.database=users\nserver.port=8080\nspring.data.mongodb.host=${MONGO_HOST:mongo}\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> mongodb://mongo/orders database (observed)',
    'users -> mongodb://mongo/users database (observed)',
  ])
})

it('takes queues behind the interfaces of JMS for those of the product that a service is built with', async () => {
  const listens = (folder: string) =>
    java(folder, 'L', 'import jakarta.jms.ConnectionFactory; import jakarta.persistence.Entity; class L {}')
  const tree = {
    ...application('checks'),
    ...pom('checks', 'oracle-spring-boot-starter-aqjms'),
    ...listens('checks'),
    ...application('mail'),
    ...pom('mail', 'spring-boot-starter-activemq'),
    ...listens('mail'),
  }
  expect(await edgesOf(tree)).toEqual([
    'checks -> oracle of checks database (observed)',
    'mail -> activemq of mail broker (observed)',
  ])
})

it('takes queues and topics of AWS from what code imports', async () => {
  const tree = {
    ...application('orders'),
    ...java('orders', 'O', 'import io.awspring.cloud.sqs.annotation.SqsListener; class O {}'),
    ...application('users'),
    ...java('users', 'U', 'import software.amazon.awssdk.services.sns.SnsClient; class U {}'),
    ...java('users', 'T', 'import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable; class T {}'),
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> sqs of orders broker (observed)',
    'users -> dynamodb of users database (observed)',
    'users -> sns of users broker (observed)',
  ])
})

it('has the messages of Spring Cloud Stream carried by the binder that settings choose, the first in a file for all profiles', async () => {
  const binders = (folder: string): Tree => ({
    ...application(folder, 'spring.cloud.stream.bindings.orders-in-0.destination: orders'),
    [`${folder}/build.gradle`]:
      "dependencies {\n  implementation 'org.springframework.cloud:spring-cloud-starter-stream-rabbit'\n  implementation 'org.springframework.cloud:spring-cloud-starter-stream-kafka'\n}",
    ...java(folder, 'S', 'import org.springframework.cloud.stream.function.StreamBridge; class S {}'),
  })
  const choice =
    'spring.cloud.stream.defaultBinder: rabbit\n---\nspring.config.activate.on-profile: kafka\nspring.cloud.stream.defaultBinder: kafka\n'
  const both = ['orders -> kafka of orders broker (observed)', 'orders -> rabbitmq of orders broker (observed)']
  expect(await edgesOf(binders('orders'))).toEqual(both)
  expect(await edgesOf({ ...binders('orders'), 'config-repo/application.yml': choice })).toEqual(both.slice(1))
  const binding = 'spring.cloud.stream.bindings.orders-in-0.binder: kafka\n'
  const orders = {
    ...binders('orders'),
    'config-repo/orders.yml': `spring.cloud.stream.defaultBinder: rabbit\n${binding}`,
  }
  expect(await edgesOf(orders)).toEqual(both)
})

it('knows what builds of Gradle take from bundles of a catalog and from plugins of their own', async () => {
  const build = (name: string, text: string): Tree => ({
    ...application(name, `spring: { datasource: { url: "jdbc:postgresql://db/${name}" } }`),
    [`${name}/build.gradle.kts`]: text,
  })
  const bundle = {
    ...build('orders', 'dependencies { implementation(libs.bundles.data.access) }'),
    ...build('users', 'dependencies { implementation(libs.web) }'),
    'gradle/libs.versions.toml':
      '[libraries]\njpa = { group = "org.springframework.boot", name = "spring-boot-starter-data-jpa" }\nweb = "g:web:1"\n[bundles]\ndata-access = ["jpa", "web"]\n',
  }
  expect(await edgesOf(bundle)).toEqual(['orders -> postgres://db/orders database (observed)'])
  const plugin = {
    ...build('orders', 'plugins { id("shop.service") }'),
    'build-logic/src/main/kotlin/shop.service.gradle.kts': 'dependencies { runtimeOnly("org.postgresql:postgresql") }',
  }
  expect(await edgesOf(plugin)).toEqual(['orders -> postgres://db/orders database (observed)'])
})

it('knows a store whose login only variables tell', async () => {
  const settings = 'spring: { data: { mongodb: { uri: "mongodb://${MONGO_USER}:${MONGO_PASS}@db/orders" } } }'
  const tree = { ...application('orders', settings), ...pom('orders', 'spring-boot-starter-data-mongodb') }
  expect(await edgesOf(tree)).toEqual(['orders -> mongodb://db/orders database (observed)'])
})

it('knows the server of Axon by the setting that leads there', async () => {
  const tree = { ...application('orders', 'axon:\n  axonserver:\n    servers: ${AXON_HOST:axon}:8124\n') }
  expect(await edgesOf(tree)).toEqual(['orders -> axonserver://axon:8124 broker (observed)'])
})

it('takes a client of Elasticsearch for one of the OpenSearch that a service is told of', async () => {
  const tree = {
    ...application('search', 'opensearch:\n  uris: http://views:9200\n'),
    ...pom('search', 'spring-data-opensearch'),
    ...java(
      'search',
      'S',
      'import org.springframework.data.elasticsearch.core.convert.ElasticsearchConverter; class S {}',
    ),
  }
  expect(await edgesOf(tree)).toEqual(['search -> opensearch://views:9200 database (observed)'])
})

it('fills what is used without a variable with what others are used without', async () => {
  const url = '${SPRING_DATASOURCE_URL:jdbc:postgresql://${POSTGRES_HOST:localhost}:${POSTGRES_PORT:5432}/orders}'
  const tree = {
    ...application('orders', `spring:\n  datasource:\n    url: ${url}\n`),
    'orders/Dockerfile': 'FROM eclipse-temurin:25',
    'compose.yaml': 'services:\n  orders: { build: ./orders, environment: { POSTGRES_HOST: shop-db } }\n',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> postgres://shop-db:5432/orders database (observed)'])
})

it('takes a host that only a setting tells for the service that the setting is called as', async () => {
  const tree = {
    ...application(
      'orders',
      'users:\n  url: http://${shop-users}:8080/me\nother:\n  url: http://${shop-nobody}:8080\n',
    ),
    ...application('users', 'spring:\n  application:\n    name: shop-users\n'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> users http (observed)'])
})

it('reads the packages of a program that is called a test', async () => {
  const tree = {
    ...application('orders'),
    ...application('shop-test'),
    'shop-test/src/main/java/org/shop/test/Orders.java': '@FeignClient(name = "orders") interface Orders {}',
    'shop-test/src/test/java/org/shop/Users.java': '@FeignClient(name = "users") interface Users {}',
    ...application('users'),
  }
  expect(await edgesOf(tree)).toEqual(['shop-test -> orders http (observed)'])
})

it('gives the routes of a ConfigMap that programs ask the cluster for by its name to their gateway', async () => {
  const asking = 'spring:\n  cloud:\n    kubernetes:\n      config:\n        name: shop-settings\n'
  const tree = {
    ...application('gateway', asking),
    ...pom('gateway', 'spring-cloud-starter-gateway'),
    ...application('orders', asking),
    ...pom('orders', 'spring-boot-starter-web'),
    ...application('users'),
    'k8s/settings.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-settings }\ndata:\n  application.yaml: |-\n    spring:\n      cloud:\n        gateway:\n          routes:\n            - id: orders\n              uri: http://orders:8080\n              predicates: [Path=/orders/**]\n            - id: users\n              uri: http://users:8080\n              predicates: [Path=/users/**]\n',
  }
  expect(await edgesOf(tree)).toEqual(['gateway -> orders http (observed)', 'gateway -> users http (observed)'])
})

it('takes a second driver for rows for none, where settings tell of one database', async () => {
  const settings = 'spring: { datasource: { url: "jdbc:sqlserver://rows;databaseName=orders" } }'
  const tree = {
    ...application('orders', settings),
    ...pom('orders', 'spring-boot-starter-data-jpa', 'mssql-jdbc', 'mysql-connector-java'),
    ...java('orders', 'O', 'import jakarta.persistence.Entity; class O {}'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> sqlserver://rows/orders database (observed)'])
})

it('knows what is spoken at a host that a variable tells by the address around it', async () => {
  const tree = {
    ...application('orders', 'spring: { datasource: { url: "jdbc:sqlserver://${DB_HOST};databaseName=${DB_NAME}" } }'),
    ...pom('orders', 'spring-boot-starter-data-jpa', 'mssql-jdbc'),
    'orders/Dockerfile': 'FROM eclipse-temurin\nENV DB_HOST=rows.example.com DB_NAME=shop\n',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> sqlserver://rows.example.com/shop database (observed)'])
})

it.each([
  ['${DB_SERVERNAME}', '${env.DB_NAME}', 'postgres://main/shop'],
  ['main', 'shop', 'postgres://main/shop', ''],
  ['${DB_SERVERNAME}', 'shop', 'postgres://main/shop'],
])(
  'knows the database that Open Liberty hands out: %s, %s',
  async (server, database, expected, given = 'DB_SERVERNAME: main, DB_NAME: shop') => {
    const tree: Tree = {
      'compose.yaml': `services: { users: { build: users, environment: { ${given} } }, web: { build: web } }`,
      'web/Dockerfile': 'FROM x',
      'users/Dockerfile': 'FROM open-liberty',
      'users/pom.xml': '<project><artifactId>users</artifactId><packaging>war</packaging></project>',
      'users/src/main/liberty/config/server.xml': `<server>\n<dataSource><properties.postgresql serverName="${server}" portNumber="5432" databaseName="${database}"/></dataSource>\n<!-- <properties.db2.jcc serverName="old" databaseName="old"/> --></server>`,
    }
    expect((await edgesOf(tree)).map((edge) => edge.replace(':5432', ''))).toEqual([
      `users -> ${expected} database (observed)`,
    ])
  },
)

it('fills in the name of a database that a variable tells behind its server', async () => {
  const tree: Tree = {
    ...application('orders', 'spring.datasource.url: jdbc:postgresql://db:5432/${POSTGRES_DB}'),
    'orders/Dockerfile': 'FROM x',
    'compose.yaml': 'services: { orders: { build: orders, environment: { POSTGRES_DB: shop } } }',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> postgres://db:5432/shop database (observed)'])
})

it('looks a name up at the variant that discovery knows, and not at the one that runs alone', async () => {
  const named = 'spring:\n  application: { name: shop-orders }\n'
  const tree = {
    ...application('alone', named),
    ...application('orders-cloud', `${named}  cloud: { nacos: { discovery: { server-addr: "nacos:8848" } } }\n`),
    ...application(
      'gateway',
      'spring:\n  application: { name: gateway }\n  cloud: { gateway: { routes: [{ id: orders, uri: "lb://shop-orders", predicates: ["Path=/orders/**"] }] } }\n',
    ),
  }
  expect(await edgesOf(tree)).toContain('gateway -> orders-cloud http (observed)')
})
