// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const names = ['orders', 'users', 'stock', 'prices']
const compose = `services:\n  page: { build: page, environment: { ${names.map((name) => `${name.toUpperCase()}_SERVICE_HOST: "${name}:80"`).join(', ')} } }\n${names.map((name) => `  ${name}: { build: ${name} }\n`).join('')}`
const others: Tree = Object.fromEntries(
  names.flatMap((name) => [
    [`${name}/Dockerfile`, 'FROM node:22\nCMD ["node", "main.js"]\n'],
    [`${name}/main.js`, "import express from 'express'\nexpress().listen(80)\n"],
  ]),
)
const page = (code: string): Tree => ({
  'page/Dockerfile': 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "page.jar"]\n',
  'page/pom.xml': '<project><groupId>a</groupId><artifactId>page</artifactId></project>',
  'page/src/main/java/a/App.java': `@SpringBootApplication\nclass App {\n${code}\n}\n`,
})
const value = (name: string): string => `  @Value("\${${name}_SERVICE_HOST}") String ${name.toLowerCase()};`
const called = (...called: readonly string[]): string[] => called.map((name) => `page -> ${name} http (observed)`)

it('takes no address that a program of the JVM does not name while it names all the others of its form', async () => {
  const code = [value('ORDERS'), value('USERS'), value('STOCK')].join('\n')
  expect(await edgesOf({ ...others, ...page(code), 'compose.yaml': compose })).toEqual(
    called('orders', 'stock', 'users'),
  )
})

it.each([
  ['few are named', [value('ORDERS'), value('USERS')].join('\n')],
  [
    'a class takes the part',
    `${[value('ORDERS'), value('USERS'), value('STOCK')].join('\n')}\n  @ConfigurationProperties("prices") class Prices { }`,
  ],
])('takes it where %s', async (_, code) => {
  const edges = await edgesOf({ ...others, ...page(code), 'compose.yaml': compose })
  expect(edges).toEqual(called('orders', 'prices', 'stock', 'users'))
})

const shared = ['ORDERS_URL: "http://orders"', 'USERS_URL: "http://users"', 'STOCK_URL: "http://stock"'].join(', ')
const jvm = ['orders', 'users', 'stock']
const givenToAll = (ownFile: string, more: Tree = {}): Tree => ({
  'compose.yaml': `services:\n${jvm.map((name) => `  ${name}: { build: ${name}, environment: { ${shared} } }\n`).join('')}`,
  ...Object.fromEntries(
    jvm.flatMap((name) => [
      [`${name}/Dockerfile`, 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "a.jar"]\n'],
      [`${name}/pom.xml`, `<project><groupId>a</groupId><artifactId>${name}</artifactId></project>`],
      [`${name}/src/main/java/a/App.java`, '@SpringBootApplication\nclass App { }\n'],
    ]),
  ),
  ...Object.fromEntries(
    ['users', 'stock'].map((name) => [`${name}/src/main/resources/application.yml`, 'a: ${ORDERS_URL:}\n']),
  ),
  'orders/src/main/resources/application.yml': ownFile,
  ...more,
})
const ofOrders = async (tree: Tree): Promise<readonly string[]> =>
  (await edgesOf(tree)).filter((edge) => edge.startsWith('orders ->'))

it('takes no address of those that all are given which a program of the JVM does not name, though it names another one', async () => {
  expect(await ofOrders(givenToAll('users: ${USERS_URL:http://localhost:1}\n'))).toEqual([
    'orders -> users http (observed)',
  ])
})

it.each<readonly [string, Tree]>([
  ['none is named', givenToAll('a: 1\n')],
  [
    'a library names it',
    givenToAll('users: ${USERS_URL:http://localhost:1}\n', {
      'common/src/main/resources/application-common.yml': 'stock: ${STOCK_URL:http://localhost:1}\n',
    }),
  ],
])('takes all where %s', async (_, tree) => {
  expect(await ofOrders(tree)).toEqual(['orders -> stock http (observed)', 'orders -> users http (observed)'])
})
