import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const pom = (name: string, ...dependencies: string[]): string =>
  `<project><groupId>org.shop</groupId><artifactId>${name}</artifactId><dependencies>${dependencies
    .map((each) => `<dependency><groupId>org.shop</groupId><artifactId>${each}</artifactId></dependency>`)
    .join('')}</dependencies></project>`

const program = (mark: string): string =>
  `${mark}\npublic class App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }\n`

/** Two services that are built with a library, in which something asks a third one; nothing of them names it. */
const shop = (mark: string, part: string): Tree => ({
  'log/pom.xml': pom('log'),
  'log/src/main/java/org/shop/log/LogClient.java':
    'package org.shop.log;\n@FeignClient("audit") public interface LogClient { }\n',
  'log/src/main/java/org/shop/log/LogAspect.java': `package org.shop.log;\nimport org.shop.log.LogClient;\n${part} public class LogAspect { }\n`,
  'cart/pom.xml': pom('cart', 'log'),
  'cart/src/main/java/org/shop/cart/App.java': `package org.shop.cart;\n${program(mark)}`,
  'users/pom.xml': pom('users', 'log'),
  'users/src/main/java/org/shop/users/App.java': `package org.shop.users;\n${program(mark)}`,
  'audit/pom.xml': pom('audit'),
  'audit/src/main/java/org/shop/audit/App.java': `package org.shop.audit;\n${program('@SpringBootApplication')}`,
  'audit/src/main/resources/application.yml': 'spring.application.name: audit\n',
})

const plain = '@SpringBootApplication'
const all = '@SpringBootApplication(scanBasePackages = { "org.shop" })'
const edge = ['cart -> audit http (observed)', 'users -> audit http (observed)']
const list = 'log/src/main/resources/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports'
const factories = 'log/src/main/resources/META-INF/spring.factories'

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['in a package that the program takes in', shop(all, '@Component'), edge],
  ['in one that another mark takes in', shop(`${plain}\n@ComponentScan("org.shop.log")`, '@Configuration'), edge],
  ['in a package of its own', shop(plain, '@Component'), []],
  ['without a mark', shop(all, ''), []],
  ['only where a setting asks for it', shop(all, '@ConditionalOnProperty("log.on") @Component'), []],
  ['that the library lists', { ...shop(plain, ''), [list]: '# ours\norg.shop.log.LogAspect\n' }, edge],
  [
    'that the library lists as before',
    {
      ...shop(plain, ''),
      [factories]:
        'org.springframework.boot.autoconfigure.EnableAutoConfiguration=\\\n  org.shop.log.Other,\\\n  org.shop.log.LogAspect\n',
    },
    edge,
  ],
  [
    'that the library lists, where a setting asks for it',
    { ...shop(plain, '@Profile("log") @Configuration'), [list]: 'org.shop.log.LogAspect\n' },
    [],
  ],
  ['that is listed in a comment', { ...shop(plain, ''), [list]: '# org.shop.log.LogAspect\n' }, []],
  [
    'which one has by itself, and the other from its parent',
    {
      ...shop(all, '@Component'),
      'users/pom.xml':
        '<project><parent><artifactId>web</artifactId><relativePath>../web</relativePath></parent><groupId>org.shop</groupId><artifactId>users</artifactId></project>',
      'web/pom.xml': pom('web', 'log'),
    },
    edge,
  ],
  [
    'that others call by its name',
    {
      ...shop(all, '@Component'),
      'users/src/main/java/org/shop/users/Users.java':
        'package org.shop.users;\nimport org.shop.log.LogAspect;\nclass Users { }\n',
    },
    ['users -> audit http (observed)'],
  ],
]

describe('what a library asks, of whose classes a framework makes one', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await edgesOf(tree)).toEqual(expected)
  })
})

it('knows the calls of Dubbo that a class of a library makes', async () => {
  const { 'log/src/main/java/org/shop/log/LogClient.java': _, ...rest } = shop(plain, '')
  const tree: Tree = {
    ...rest,
    [list]: 'org.shop.log.LogAspect\n',
    'log/src/main/java/org/shop/log/LogAspect.java':
      'package org.shop.log;\npublic class LogAspect {\n  @DubboReference\n  private RemoteAuditService audit;\n}\n',
    'audit/src/main/java/org/shop/audit/RemoteAuditServiceImpl.java':
      'package org.shop.audit;\n@DubboService\npublic class RemoteAuditServiceImpl implements RemoteAuditService {}\n',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> audit grpc (observed)', 'users -> audit grpc (observed)'])
})
