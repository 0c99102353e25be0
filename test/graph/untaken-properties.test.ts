// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string): string =>
  `@SpringBootApplication class ${name} { public static void main(String[] a) { SpringApplication.run(${name}.class); } }\n`

/** Three programs, of which one is told of the others by a file of settings that was copied. */
const copied = 'order-service.url=${ORDER_SERVICE_URL}\nmail.url=http://mail:8080\n'
const shop = (more: Tree, settings = ''): Tree => ({
  'compose.yaml': `services:
  user-service: { build: ./user-service, environment: { ORDER_SERVICE_URL: "http://order-service:8080" } }
  order-service: { build: ./order-service }
  mail: { build: ./mail }
`,
  ...Object.fromEntries(
    ['user-service', 'order-service', 'mail'].flatMap((name) => [
      [`${name}/Dockerfile`, 'FROM eclipse-temurin:25\nCOPY . .\n'],
      [`${name}/src/main/java/App.java`, program('App')],
    ]),
  ),
  'mail/src/main/java/Mails.java': 'class Mails { @Value("${mail.from}") String from; }\n',
  'user-service/src/main/resources/application.properties': `${copied}${settings}`,
  ...more,
})
const inCode = (text: string): Tree => ({ 'user-service/src/main/java/Users.java': `class Users {\n${text}\n}\n` })
const [toOrders, toMail] = ['user-service -> order-service http (observed)', 'user-service -> mail http (observed)']

const rows: readonly (readonly [title: string, tree: Tree, edges: readonly string[]])[] = [
  ['which no code takes, for none', shop({}), []],
  ['where no code takes any', { ...shop({}), 'mail/src/main/java/Mails.java': '' }, [toMail, toOrders]],
  ['which a placeholder takes', shop(inCode('@Value("${order-service.url}") String url;')), [toOrders]],
  ['which is taken by its whole name', shop(inCode('String url = env.getProperty("mail.url");')), [toMail]],
  ['which a placeholder with another one takes', shop(inCode('@Value("${mail.url:#{null}}") String url;')), [toMail]],
  ['whose name is a constant', shop(inCode('static final String MAIL = "mail.url";')), [toMail]],
  [
    'which fills a class with its part',
    shop(inCode('}\n@ConfigurationProperties(prefix = "order-service") class Orders { String url;')),
    [toOrders],
  ],
  [
    'which fills a class that has no prefix',
    shop(inCode('}\n@ConfigurationProperties class All { String url;')),
    [toMail, toOrders],
  ],
  [
    'which code of a library takes',
    shop({ 'common/Clients.java': 'class Clients { @Value("${mail.url}") String mail; }\n' }),
    [toMail],
  ],
  ['which another setting takes', shop({}, 'spring.cloud.openfeign.client.config.mails.url=${mail.url}\n'), [toMail]],
  [
    'which a framework reads by itself',
    shop({}, 'spring.cloud.gateway.routes[0].id=mail\nspring.cloud.gateway.routes[0].uri=http://mail:8080\n'),
    [toMail],
  ],
]

describe('takes a setting of Spring that is called after another service,', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect((await edgesOf(tree)).sort()).toEqual(expected)
  })
})
