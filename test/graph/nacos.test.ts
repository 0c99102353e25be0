import { describe, expect, it } from 'vitest'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const program = (name: string): string =>
  `package org.shop.${name};\n@SpringBootApplication public class App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }\n`

const shop: Tree = Object.fromEntries(
  ['gateway', 'cart', 'users'].flatMap((name) => [
    [`shop-${name}/src/main/java/org/shop/${name}/App.java`, program(name)],
    [`shop-${name}/src/main/resources/bootstrap.yml`, `spring:\n  application:\n    name: shop-${name}\n`],
  ]),
)

const toBoth = ['shop-gateway -> shop-cart http (observed)', 'shop-gateway -> shop-users http (observed)']
const toRows = 'shop-cart -> mysql://db:3306/cart database (observed)'

const routes =
  'spring:\\n  cloud:\\n    gateway:\\n      routes:\\n        - id: cart\\n          uri: lb://shop-cart\\n        - id: users\\n          uri: lb://shop-users\\n'
const rows = "spring:\n  datasource:\n    url: jdbc:mysql://db:3306/cart?a=\\'b\\'\n"

const dumps: readonly (readonly [title: string, dump: string, expected: readonly string[]])[] = [
  [
    'one row a statement, with the ends of lines written out',
    `INSERT INTO \`config_info\` VALUES (1,'shop-gateway-dev.yml','DEFAULT_GROUP','${routes}','md5',NULL);\n`,
    toBoth,
  ],
  [
    'several rows of a statement that names its columns',
    `insert into config_info(id, data_id, group_id, content, md5) values\n(1,'shop-gateway.yaml','DEFAULT_GROUP','${routes}','x'),\n(2,'shop-cart-dev.yml','DEFAULT_GROUP','${rows}','y');\n`,
    [toRows, ...toBoth],
  ],
  [
    'a name that does not say what the text is',
    `INSERT INTO "public"."config_info" VALUES (1,'shop-gateway','DEFAULT_GROUP','${routes}','md5','yaml');\n`,
    toBoth,
  ],
  [
    'properties',
    `INSERT INTO nacos.config_info VALUES (1,'shop-cart.properties','DEFAULT_GROUP','# it''s ours\nspring.datasource.url=jdbc:mysql://db:3306/cart','md5');\n`,
    [toRows],
  ],
  [
    'what nobody is called by, and what was once',
    `INSERT INTO config_info VALUES (1,'shop-other-dev.yml','DEFAULT_GROUP','${rows}','md5');\nINSERT INTO his_config_info VALUES (1,'shop-cart-dev.yml','DEFAULT_GROUP','${rows}','md5');\n`,
    [],
  ],
  [
    'settings of another framework',
    `INSERT INTO config_info VALUES (1,'shop-cart.yaml','DEFAULT_GROUP','datasource:\n  main:\n    type: mysql\n    host: db\n    port: 3306\n    database: cart\n','md5');\n`,
    [toRows],
  ],
  ['a row that does not end', `INSERT INTO config_info VALUES (1,'shop-cart-dev.yml','DEFAULT_GROUP','${rows}`, []],
]

describe('settings that Nacos keeps in its database', () => {
  it.each(dumps)('%s', async (_, dump, expected) => {
    expect(await edgesOf({ ...shop, 'sql/nacos.sql': dump })).toEqual(expected)
  })

  it('stand on their lines of the file that holds them', async () => {
    const dump = `-- settings\nINSERT INTO config_info VALUES\n(2,'shop-cart-dev.yml','DEFAULT_GROUP','${rows}','y');\n`
    const { graph } = await surveyOf({ ...shop, 'sql/nacos.sql': dump })
    expect(graph.edges.flatMap(({ evidence }) => evidence.map(({ file, line }) => `${file}:${line}`))).toEqual([
      'sql/nacos.sql:5',
    ])
  })
})
