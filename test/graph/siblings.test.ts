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
