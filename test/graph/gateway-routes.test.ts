import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string): string =>
  `package org.shop.${name};\n@SpringBootApplication public class App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }\n`
const gateway =
  '<project><artifactId>shop-gateway</artifactId><dependencies><dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-gateway</artifactId></dependency></dependencies></project>'

const shop: Tree = {
  ...Object.fromEntries(
    ['gateway', 'cart', 'users'].flatMap((name) => [
      [`shop-${name}/src/main/java/org/shop/${name}/App.java`, program(name)],
      [`shop-${name}/src/main/resources/bootstrap.yml`, `spring:\n  application:\n    name: shop-${name}\n`],
    ]),
  ),
  'shop-gateway/pom.xml': gateway,
}
const toBoth = ['shop-gateway -> shop-cart http (observed)', 'shop-gateway -> shop-users http (observed)']
const json = ['cart', 'users'].map((name) => ({
  id: name,
  predicates: [{ name: 'Path', args: { pattern: `/${name}/**` } }],
  uri: `lb://shop-${name}`,
}))

describe('routes that a gateway takes in while it runs', () => {
  it('are of the only gateway, in YAML', async () => {
    const yaml = `routes:\n${['cart', 'users'].map((name) => `  - id: ${name}\n    predicates:\n      - name: Path\n    uri: lb://shop-${name}\n`).join('')}`
    expect(await edgesOf({ ...shop, 'doc/nacos/shop-dynamic-routes.yaml': yaml })).toEqual(toBoth)
  })
  it('are of the only gateway, in JSON, on several lines or on one', async () => {
    expect(await edgesOf({ ...shop, 'doc/gateway-router.json': JSON.stringify(json, null, 2) })).toEqual(toBoth)
    expect(await edgesOf({ ...shop, 'doc/gateway-router.json': JSON.stringify(json) })).toEqual(toBoth)
  })
  it('stand in the dump of the database of Nacos, whatever they are called there', async () => {
    const sql = `INSERT INTO \`config_info\` VALUES (1,'gateway-list','DEFAULT_GROUP','${JSON.stringify(json)}','md5',NULL);\n`
    expect(await edgesOf({ ...shop, 'sql/nacos.sql': sql })).toEqual(toBoth)
  })
  it('are nobody’s where there are two gateways', async () => {
    const two = { ...shop, 'shop-users/pom.xml': gateway.replace('shop-gateway', 'shop-users') }
    expect(await edgesOf({ ...two, 'doc/gateway-router.json': JSON.stringify(json) })).toEqual([])
  })
})
