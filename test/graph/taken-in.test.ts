// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const dependency = (name: string): string =>
  `<dependency><groupId>x</groupId><artifactId>${name}</artifactId></dependency>`
const program = (name: string, bootstrap: string, ...libraries: readonly string[]): Tree => ({
  [`${name}/pom.xml`]: `<project><groupId>a</groupId><artifactId>${name}</artifactId><dependencies>${['spring-boot-starter-web', ...libraries].map(dependency).join('')}</dependencies></project>`,
  [`${name}/src/main/java/a/App.java`]: '@SpringBootApplication\nclass App { }\n',
  [`${name}/src/main/resources/bootstrap.yml`]: `spring:\n  application: { name: ${name} }\n${bootstrap}`,
})
const nacos = (key: string, ...files: readonly string[]): string =>
  `  cloud: { nacos: { config: { ${key}: [${files.map((file) => `{ dataId: "${file}" }`).join(', ')}] } } }\n`
const kept: Tree = {
  'deploy/nacos/mysql.yml':
    'shop.mysql.ip: rows\nspring.datasource.url: jdbc:mysql://${shop.mysql.ip}:3306/shop?useSSL=false\n',
  'deploy/nacos/redis.yml': 'spring.redis: { host: cache, port: 6379 }\n',
}
const toRows = 'orders -> mysql://rows:3306/shop database (observed)'
const toCache = 'orders -> redis://cache cache (observed)'

it.each([
  ['shared-configs', nacos('shared-configs', 'mysql.yml', 'redis.yml')],
  ['extension-configs', nacos('extension-configs', 'mysql.yml', 'redis.yml')],
  ['import', '  config: { import: ["optional:nacos:mysql.yml", "nacos:redis.yml?group=SHOP"] }\n'],
  ['without their endings', nacos('shared-configs', 'mysql', 'redis')],
])('gives a program what files of a configuration server hold that it takes in: %s', async (_, bootstrap) => {
  const tree = { ...kept, ...program('orders', bootstrap, 'mysql-connector-j', 'shop-cache'), ...program('users', '') }
  expect(await edgesOf(tree)).toEqual([toRows, toCache])
})

it('gives nobody what a file holds for a library that the program is not built with', async () => {
  const tree = {
    ...program('orders', nacos('shared-configs', 'common-${spring.profiles.active}.yml'), 'mysql-connector-j'),
  }
  const common = { 'deploy/nacos/common-dev.yml': Object.values(kept).join('') }
  expect(await edgesOf({ ...tree, ...common })).toEqual([toRows])
})

it('shows the file itself', async () => {
  const tree = { ...kept, ...program('orders', nacos('shared-configs', 'redis.yml'), 'shop-cache') }
  const { graph } = await surveyOf(tree)
  expect(graph.edges.flatMap(({ evidence }) => evidence.map(({ file }) => file))).toEqual(['deploy/nacos/redis.yml'])
})
