// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the file under test is text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const app = (name: string, text = ''): Tree => ({
  [`${name}/pom.xml`]: `<project><groupId>a</groupId><artifactId>${name}</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>`,
  [`${name}/src/main/java/a/App.java`]: `@SpringBootApplication\nclass App { ${text} }\n`,
})
const config = (name: string, env = ''): string =>
  `- apiVersion: v1\n  kind: DeploymentConfig\n  metadata: { name: "${name}" }\n  spec: { template: { spec: { containers: [{ name: ${name}, image: "${name}", env: [${env}] }] } } }\n- apiVersion: v1\n  kind: Service\n  metadata: { name: "${name}" }\n`
const template = (objects: string): string =>
  `apiVersion: v1\nkind: Template\nmetadata: { name: shop }\nparameters:\n- name: STORE\n  value: stock\n- name: TAG\nobjects:\n${objects}`

it('reads the objects of a template of OpenShift, with what its parameters are by default', async () => {
  const tree: Tree = {
    ...app('orders', 'String url = System.getenv("STOCK_URL");'),
    ...app('stock'),
    'openshift/shop.yaml': template(
      config('orders', '{ name: STOCK_URL, value: "http://${STORE}:8080" }') + config('stock'),
    ),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
})

it.each([
  ['from("direct:a").to("http4://{{env:STOCK_ENDPOINT:stock:8080}}/api");'],
  ['exchange.setHeader(HTTP_URI, simple("http://{{stock.place:stock}}/api"));'],
])('knows whom routes of Camel call by what a setting is without a value: %s', async (code) => {
  expect(await edgesOf({ ...app('orders', `void a() { ${code} }`), ...app('stock') })).toEqual([
    'orders -> stock http (observed)',
  ])
})
