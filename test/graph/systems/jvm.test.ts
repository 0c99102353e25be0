// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the settings under test are text
import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from '../graph-of.ts'

const java = (folder: string, name: string, text: string): Tree => ({ [`${folder}/src/main/java/${name}.java`]: text })
const application = (folder: string, settings = ''): Tree => ({
  ...java(folder, 'App', '@SpringBootApplication\nclass App { public static void main(String[] a) { } }'),
  [`${folder}/src/main/resources/application.yml`]: `spring:\n  application:\n    name: ${folder.split('/').at(-1)}\n${settings}`,
})

it('finds programs of the JVM that no image and no manifest shows', async () => {
  const main = (call: string): string => `class A { public static void main(String[] args) { ${call} } }`
  const tree = {
    ...application('orders'),
    ...java('mail', 'A', main('Micronaut.run(A.class);')),
    'stock/src/main/kotlin/A.kt': 'fun main() { embeddedServer(Netty, port = 8090) { }.start() }',
    'quotes/build.gradle.kts': 'plugins { id("io.quarkus") }',
    'quotes/src/main/java/Q.java': 'class Q {}',
    'heroes/pom.xml':
      '<project><artifactId>heroes</artifactId><build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build></project>',
    'heroes/src/main/java/H.java': 'class H {}',
    // A library, a function of a cloud, and what only tests start.
    ...java('common', 'A', 'class A {}'),
    ...java('lambda', 'A', 'class A { Object start() { return SpringApplication.run(B.class); } }'),
    'common/src/test/java/T.java': '@SpringBootApplication\nclass T {}',
  }
  expect(await servicesOf(tree)).toEqual([
    'heroes at heroes',
    'mail at mail',
    'orders at orders',
    'quotes at quotes',
    'stock at stock',
  ])
})

it('knows a service by the names that its folder and its image have elsewhere', async () => {
  const tree = {
    ...application('mail-svc'),
    ...application('orders-svc', 'mail:\n  url: http://email-service:8080\n'),
    'mail-svc/Dockerfile': 'FROM eclipse-temurin:21',
    'compose.yaml': 'services:\n  email-service: { build: ./mail-svc, image: example/mail }\n',
    'k8s/mail.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mailer }\nspec:\n  template:\n    spec: { containers: [{ name: m, image: "example/mail:1", env: [{ name: ORDERS_HOST, value: orders-svc }] }] }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'email-service -> orders-svc http (observed)',
    'orders-svc -> email-service http (observed)',
  ])
})

it('finds who answers at a port of this machine by the settings of its server', async () => {
  const tree = {
    ...application('users', 'server:\n  port: 8081\n'),
    ...application('cart', 'server:\n  port: ${PORT:8082}\nroutes:\n  - uri: localhost:8081\n'),
    ...application('web', 'cart:\n  url: http://localhost:8082\nother:\n  url: http://localhost:8080\n'),
    ...application('jobs'),
  }
  // Two services have no port of their own: nobody can tell which of them 8080 is.
  expect(await edgesOf(tree)).toEqual(['cart -> users http (observed)', 'web -> cart http (observed)'])
})

it('takes an address on this machine for a call where a client is given it', async () => {
  const tree = {
    ...application('users', 'server:\n  port: 8081\n'),
    ...application('cart', 'server:\n  port: 8082\n'),
    ...application('web', 'server:\n  port: 8083\n'),
    ...java(
      'web',
      'Calls',
      'class Calls { Object a = restTemplate.getForObject("http://localhost:8081/users/" + id, U.class); }',
    ),
    ...java(
      'cart',
      'Calls',
      'class Calls { static final String USERS = "http://localhost:8081"; Object a = builder.baseUrl(USERS).build(); }',
    ),
    ...java(
      'users',
      'Cors',
      'class Cors { void a() { registry.addMapping("/**").allowedOrigins("http://localhost:8083"); } }',
    ),
  }
  expect(await edgesOf(tree)).toEqual(['cart -> users http (observed)', 'web -> users http (observed)'])
})

it('gives the clients of a library to whoever imports them, by names that constants hold', async () => {
  const tree = {
    ...application('users'),
    ...application('search'),
    ...application('orders'),
    ...application('mail'),
    ...java(
      'names',
      'org/names/Names',
      'package org.names; interface Names { String USERS_SERVICE = Base.USERS_NAME; }',
    ),
    ...java('names', 'org/names/Base', 'package org.names; class Base { static final String USERS_NAME = "users"; }'),
    ...java(
      'api',
      'org/api/UsersApi',
      'package org.api; import org.names.Names; import org.api.dto.User; @FeignClient(name = Names.USERS_SERVICE) interface UsersApi {}',
    ),
    ...java('api', 'org/api/dto/User', 'package org.api.dto; class User {}'),
    ...java('api', 'org/api/SearchClient', 'package org.api; @FeignClient("search") interface SearchClient {}'),
    ...java('api', 'org/api/IQuery', 'package org.api; interface IQuery {}'),
    ...java(
      'api',
      'org/api/impl/QueryImpl',
      'package org.api.impl; import org.api.IQuery; import org.api.SearchClient; import org.api.dto.User; class QueryImpl {}',
    ),
    ...java('orders', 'O', 'import org.api.UsersApi; class O {}'),
    ...java('mail', 'M', 'import org.api.IQuery; class M {}'),
    // Messages alone are no call.
    ...java('search', 'S', 'import org.api.dto.User; class S {}'),
  }
  expect(await edgesOf(tree)).toEqual(['mail -> search http (observed)', 'orders -> users http (observed)'])
})

it('takes a client that is declared for the name of a database for one of whom its setting says', async () => {
  const tree = {
    ...application('rows-mysql', 'server:\n  port: 8081\n'),
    ...application('web', 'mysql/mp-rest/url: http://rows-mysql:8081\n'),
    ...java('web', 'Rows', '@RegisterRestClient(configKey = "mysql")\ninterface Rows {}'),
    'compose.yaml': 'services:\n  mysql: { image: mysql }\n',
  }
  expect(await edgesOf(tree)).toEqual(['web -> rows-mysql http (observed)'])
})

it('knows whom a route of a gateway is balanced to', async () => {
  const routes = `import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
class Routes { RouterFunction<ServerResponse> all() { return route("o").GET("/orders/**", http()).filter(lb("users")).build(); } }`
  const tree = { ...application('edge'), ...application('users'), ...java('edge', 'Routes', routes) }
  expect(await edgesOf(tree)).toEqual(['edge -> users http (observed)'])
})

it('knows whom a route leads to by a value of an enumeration that holds the name', async () => {
  const kotlin = {
    'edge/src/main/kotlin/Service.kt':
      'enum class Service(val breaker: String, val id: String) {\n  USERS("users-breaker", "users"),\n  MAIL("mail-breaker", "mail");\n}\n',
    'edge/src/main/kotlin/Routes.kt':
      'import org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb\nimport Service.USERS\nval all = route("u").GET("/users/**", http()).filter(lb(USERS.id)).build()\n',
  }
  const inJava = java(
    'orders',
    'Names',
    'enum ServiceName { MAIL("mail"); private final String value; }\nclass Names { Object a = client.getInstances(ServiceName.MAIL.getValue()); }',
  )
  const tree = { ...application('edge'), ...application('users'), ...application('mail'), ...application('orders') }
  expect(await edgesOf({ ...tree, ...kotlin, ...inJava })).toEqual([
    'edge -> users http (observed)',
    'orders -> mail http (observed)',
  ])
})

it('knows a client by the constant of a class that is called after those whom the service works with', async () => {
  const tree = {
    ...application('orders-service'),
    ...application('users'),
    ...java('orders-service', 'Collaborators', 'class Collaborators { static final String USERS = "users"; }'),
    ...java('orders-service', 'Users', '@FeignClient(Collaborators.USERS)\ninterface Users {}'),
  }
  expect(await edgesOf(tree)).toEqual(['orders-service -> users http (observed)'])
})

it('takes a workload for the folder with a program, where another folder has its name', async () => {
  const tree = {
    ...application('orders-service'),
    ...java('orders', 'Order', 'class Order {}'),
    ...application('web'),
    'compose.yaml': 'services:\n  orders: { image: "example/orders-service" }\n  web: { image: "example/web" }\n',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders-service', 'web at web'])
})

it('finds who answers under the name of a folder or an image, too', async () => {
  const tree = {
    ...application('orders/orders-biz'),
    'orders/orders-biz/Dockerfile': 'FROM eclipse-temurin:25',
    'orders/orders-biz/src/main/resources/application.yml': "spring:\n  application:\n    name: '@artifactId@'\n",
    ...application('gateway', 'routes:\n  - uri: lb://orders-biz\n'),
    'compose.yaml': 'services:\n  orders: { build: ./orders/orders-biz }\n',
  }
  expect(await edgesOf(tree)).toEqual(['gateway -> orders http (observed)'])
})

it('reads packages that are called like folders of other people', async () => {
  const tree = { ...java('vendor', 'org/shop/vendor/App', '@SpringBootApplication class App {}') }
  expect(await servicesOf({ ...tree, ...application('web') })).toEqual(['vendor at vendor', 'web at web'])
})

it('takes a module that opens a server for others, and is built into them, for no service', async () => {
  const pom = (name: string, uses: string): string =>
    `<project><groupId>g</groupId><artifactId>${name}</artifactId><dependencies>${uses}</dependencies></project>`
  const common = '<dependency><groupId>g</groupId><artifactId>common</artifactId></dependency>'
  const tree = {
    ...application('web'),
    'web/pom.xml': pom('web', common),
    'common/pom.xml': pom('common', ''),
    ...java('common', 'Base', 'class Base { void a() { vertx.createHttpServer().listen(8080); } }'),
    'stock/pom.xml': pom('stock', ''),
    ...java('stock', 'Stock', 'class Stock { void a() { vertx.createHttpServer().listen(8080); } }'),
  }
  expect(await servicesOf(tree)).toEqual(['stock at stock', 'web at web'])
})

it('follows an address of a gateway to the service that it sends the path on to', async () => {
  const route = (uri: string, path: string) =>
    `        - id: ${path.replaceAll('/', '')}\n          uri: ${uri}\n          predicates:\n            - Path=${path}\n`
  const routes = `  cloud:\n    gateway:\n      routes:\n${route('lb://orders', '/api/orders/**')}${route('lb://users', '/api/**')}`
  const tree = {
    ...application('gateway', `${routes}server:\n  port: 9000\n`),
    ...application('orders', 'server:\n  port: 8081\n'),
    ...application('users', 'server:\n  port: 8082\n'),
    ...application('web', 'server:\n  port: 8083\nshop:\n  url: http://localhost:9000/api/orders\n'),
    ...application('jobs', 'server:\n  port: 8084\nshop:\n  url: http://gateway/status\n'),
    // A page asks its backend, and no more.
    ...application('pages', 'server:\n  port: 8085\n'),
    'pages/src/main/resources/templates/a.html': '<script>fetch("http://localhost:9000/api/orders")</script>',
  }
  expect((await edgesOf(tree)).filter((edge) => !edge.startsWith('gateway'))).toEqual([
    'jobs -> gateway http (observed)',
    'pages -> gateway http (observed)',
    'web -> gateway http (observed)',
    'web -> orders http (observed)',
  ])
})

it('takes an address of a gateway that leads back to who names it for no call', async () => {
  const routes = `class Routes {
  RouteLocator routes(RouteLocatorBuilder builder) {
    return builder.routes()
      .route(p -> p.path("/users/**").uri("lb://users"))
      .route(p -> p.path("/file/**", "/files/**").filters(f -> f.rewritePath("^/file", "")).uri("lb://files"))
      .build();
  }
}`
  const tree = {
    ...application('gateway', 'server:\n  port: 9000\n'),
    ...java('gateway', 'Routes', routes),
    ...application('users', 'server:\n  port: 8082\nshop:\n  url: http://localhost:9000/files/me\n'),
    ...application('files', 'server:\n  port: 8083\nfile:\n  base-url: http://localhost:9000/files\n'),
  }
  expect((await edgesOf(tree)).filter((edge) => !edge.startsWith('gateway'))).toEqual([
    'users -> files http (observed)',
    'users -> gateway http (observed)',
  ])
})

it('takes no annotation of a program and no module of tests for a program', async () => {
  const tree = {
    ...application('orders'),
    'common/src/main/kotlin/MicroService.kt':
      '@SpringBootApplication(exclude = [Kafka::class])\n@EnableDiscoveryClient\nannotation class MicroService',
    ...java('browser', 'T', '@SpringBootApplication\nclass T { public static void main(String[] a) { } }'),
    'browser/pom.xml':
      '<project><artifactId>browser</artifactId><dependencies><dependency><groupId>org.seleniumhq.selenium</groupId><artifactId>selenium-java</artifactId></dependency></dependencies></project>',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders'])
  // What answers has only lost the scope of what it is tested with.
  const server = {
    ...tree,
    'browser/pom.xml':
      '<project><artifactId>browser</artifactId><dependencies><dependency><groupId>org.testng</groupId><artifactId>testng</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
  }
  expect(await servicesOf(server)).toEqual(['browser at browser', 'orders at orders'])
})

it('finds a client whose name has settings before and behind it', async () => {
  const tree = {
    ...application('orders'),
    ...application('users'),
    ...java('orders', 'Users', '@FeignClient("${prefix:}users${suffix:}/api/users")\ninterface Users {}'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> users http (observed)'])
})

it('gives a program the modules that only it and a program of all are built with', async () => {
  const names = ['orders', 'users', 'stock', 'mail']
  const build = (...modules: string[]) =>
    `dependencies {\n${modules.map((each) => `  api(project(":${each}"))\n`).join('')}}\n`
  const parts = names.map(
    (name): Tree => ({
      ...application(`boot-${name}`),
      [`boot-${name}/build.gradle.kts`]: build(`biz-${name}`),
      [`biz-${name}/build.gradle.kts`]: build(),
      ...java(`biz-${name}`, `B${name}`, `class B${name} {}`),
    }),
  )
  const tree = Object.assign({}, ...parts, {
    'settings.gradle.kts': '',
    ...application('all'),
    'all/build.gradle.kts': build(...names.map((name) => `biz-${name}`)),
    ...java('biz-orders', 'Users', '@FeignClient("boot-users")\ninterface Users {}'),
  })
  expect((await edgesOf(tree)).filter((edge) => !edge.startsWith('all -> '))).toEqual([
    'boot-orders -> boot-users http (observed)',
  ])
})

it('takes no address of a list of pages to come back to for a call', async () => {
  const login =
    'oauth2:\n  client:\n    redirect-uris:\n      - http://localhost:8082/login/code\n    post-logout-redirect-uris:\n      - http://localhost:8082/out\n'
  const tree = { ...application('login', login), ...application('cart', 'server:\n  port: 8082\n') }
  expect(await edgesOf(tree)).toEqual([])
})

it('reads what XML puts together: programs and interfaces of Dubbo, applications for a server of servlets, and what they connect to', async () => {
  const module = (name: string): Tree => ({
    [`${name}/pom.xml`]: `<project><artifactId>${name}</artifactId></project>`,
  })
  const beans = (text: string): string => `<beans xmlns:dubbo="http://dubbo.apache.org/schema/dubbo">${text}</beans>`
  const web = 'src/main/webapp/WEB-INF/web.xml'
  const servlet = '<web-app><servlet><servlet-class>org.acme.Dispatcher</servlet-class></servlet></web-app>'
  const tree: Tree = {
    ...module('orders'),
    'orders/src/main/resources/META-INF/spring/provider.xml': beans(
      '<dubbo:application name="orders"/><dubbo:service interface="org.acme.OrderService" ref="orders"/>',
    ),
    'orders/src/main/java/Orders.java': 'import com.mysql.jdbc.Driver;\nclass Orders {}',
    'orders/src/main/resources/jdbc.properties': 'jdbc.url=${db.url}\n',
    'orders/src/main/resources/profiles/dev.properties': 'db.url=jdbc\\:mysql\\://db\\:3306/shop?a\\=b\n',
    ...module('shop'),
    [`shop/${web}`]: servlet,
    'shop/src/main/java/Shop.java': 'class Shop {}',
    'shop/src/main/resources/consumer.xml': beans(
      '<!-- <dubbo:reference id="b" interface="org.acme.MailService"/> --><dubbo:reference id="a" interface="org.acme.OrderService"/>',
    ),
    ...module('mail'),
    'mail/src/main/resources/spring/provider.xml': beans(
      '<dubbo:service interface="org.acme.MailService" ref="mail"/>',
    ),
    'mail/src/main/java/Mail.java': 'class Mail {}',
    'mail/src/main/resources/redis.properties': 'redis.host=cache\nredis.port=6379\n',
    ...java('mail', 'Cache', 'import redis.clients.jedis.Jedis;\nclass Cache {}'),
    ...module('common'),
    'common/src/main/resources/mapper.xml': '<mapper namespace="org.acme.Orders"/>',
    'common/src/main/java/Common.java': 'class Common {}',
  }
  expect(await servicesOf(tree)).toEqual(['mail at mail', 'orders at orders', 'shop at shop'])
  expect(await edgesOf(tree)).toEqual([
    'mail -> redis://cache cache (observed)',
    'orders -> mysql://db:3306/shop database (observed)',
    'shop -> orders grpc (observed)',
  ])
})
