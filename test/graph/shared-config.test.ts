import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

/** What one service takes, beside two others that take it too or do not. */
const cluster = (mapOfOthers: string): Tree => ({
  'k8s/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: all }\ndata: { USERS_URL: "http://users", MAIL_URL: "http://mail" }\n`,
  'k8s/cart.yaml': deployment('cart', 'all'),
  'k8s/users.yaml': deployment('users', mapOfOthers),
  'k8s/mail.yaml': deployment('mail', mapOfOthers),
  'users/main.go': 'package main',
  'mail/main.go': 'package main',
})

function deployment(name: string, map: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "shop/${name}:1", envFrom: [{ configMapRef: { name: ${map} } }] }] } } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} } }\n`
}

const go = { 'cart/main.go': 'url := os.Getenv("USERS_URL")' }
const toUsers = 'cart -> users http (observed)'
const toMail = 'cart -> mail http (observed)'

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['for all: what the code names', { ...cluster('all'), ...go }, [toUsers]],
  [
    'for all: what typescript reads',
    { ...cluster('all'), 'cart/main.ts': "import 'x'\nprocess.env.USERS_URL" },
    [toUsers],
  ],
  ['for all, of which the code names nothing', { ...cluster('all'), 'cart/main.go': 'package main' }, []],
  [
    'for all, which only a test names',
    { ...cluster('all'), 'cart/main.go': 'package main', 'cart/test/a.go': 'os.Getenv("USERS_URL")' },
    [],
  ],
  ['of its own: what the code reads', { ...cluster('none'), ...go }, [toUsers]],
  [
    'of its own, where a framework fills settings: all of it',
    { ...cluster('none'), 'cart/A.java': '' },
    [toMail, toUsers],
  ],
  [
    'for all, a file of variables',
    {
      'compose.yaml':
        'services:\n  cart: { build: cart, env_file: all.env }\n  users: { build: users, env_file: all.env }\n  mail: { build: mail }\n',
      'all.env': 'USERS_URL=http://users:80\nMAIL_URL=http://mail:80\n',
      ...go,
      'users/main.go': 'package main',
      'mail/main.go': 'package main',
    },
    [toUsers],
  ],
]

describe('of a ConfigMap', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await edgesOf(tree)).toEqual(expected)
  })
})

it('takes what a library reads that the named one has as well for where that one itself is', async () => {
  const manifest = (name: string): string =>
    `{ "name": "${name}", "dependencies": { "express": "5" }, "scripts": { "start": "node main.js" } }`
  const tree = {
    'libs/config.ts': 'export const url = process.env.APP_GATEWAY_URL\n',
    ...Object.fromEntries(
      ['gateway', 'orders'].flatMap((name) => [
        [`${name}/package.json`, manifest(name)],
        [`${name}/Dockerfile`, 'FROM node:24\n'],
        [`${name}/main.ts`, "import { url } from '../libs/config'\nfetch(url)\n"],
      ]),
    ),
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('knows files of a ConfigMap in a volume that is put together of several', async () => {
  const mounted = deployment('cart', 'none').replace(
    '}] } } }',
    '}], volumes: [{ name: files, projected: { sources: [{ secret: { name: keys } }, { configMap: { name: files } }] } }] } } }',
  )
  expect(
    await edgesOf({
      'k8s/map.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: files }\ndata:\n  cart.yaml: |\n    users: { url: "http://users" }\n',
      'k8s/cart.yaml': mounted,
      'k8s/users.yaml': deployment('users', 'none'),
      'cart/main.go': 'package main',
      'users/main.go': 'package main',
    }),
  ).toEqual([toUsers])
})

describe('of settings of Spring that no volume has', () => {
  const map = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata:\n  application.yaml: |\n    stock:\n      url: http://users\n`
  const tree = (name: string, env = ''): Tree => ({
    'k8s/map.yaml': map(name),
    'k8s/cart.yaml': deployment('cart', 'none').replace('envFrom', `${env}envFrom`),
    'k8s/users.yaml': deployment('users', 'none'),
    'cart/pom.xml': '<project><artifactId>cart</artifactId></project>',
    'cart/src/main/java/Cart.java': 'class Cart {}',
    'users/main.go': 'package main',
  })

  it.each([
    ['called as the program', tree('cart'), [toUsers]],
    [
      'with a broker and its port',
      Object.fromEntries(
        Object.entries(tree('cart')).map(([file, text]) => [
          file,
          text.replace('url: http://users', 'bootstrap.servers: events:9094\n      level: info'),
        ]),
      ),
      ['cart -> kafka://events:9094 broker (observed)'],
    ],
    ['that a variable names', tree('shop-cart', 'env: [{ name: CONFIG, value: shop-cart }], '), [toUsers]],
    ['that nothing names', tree('shop-cart'), []],
  ])('%s', async (_, files, expected) => {
    expect(await edgesOf(files)).toEqual(expected)
  })
})
