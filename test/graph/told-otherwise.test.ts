// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const java = 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "a.jar"]\n'
const node = 'FROM node:24\nCMD ["node", "index.js"]\n'

describe('an address that only browsers are sent to', () => {
  const shop = (code: string): Tree => ({
    'orders/Dockerfile': java,
    'orders/src/main/resources/application.properties': 'server.port=9001\nnextUrl=http://carts:9002/next/\n',
    'orders/src/main/java/shop/Orders.java': code,
    'carts/Dockerfile': java,
    'carts/src/main/java/shop/Carts.java': 'class Carts {}',
    'carts/src/main/resources/application.properties': 'server.port=9002\n',
  })
  const field = '@Value("${nextUrl}") private String nextUrl;'
  it('is no call of a program of Spring', async () => {
    const next = 'RedirectView next(int id) { return new RedirectView(nextUrl + id); }'
    const words = 'String next(int id) { return "redirect:" + this.nextUrl + id; }'
    expect(await edgesOf(shop(`class Orders { ${field} ${next} }`))).toEqual([])
    expect(await edgesOf(shop(`class Orders { ${field} ${words} }`))).toEqual([])
  })
  it('is one where the code asks there as well', async () => {
    const both =
      'RedirectView next(int id) { rest.getForObject(nextUrl, A.class); return new RedirectView(nextUrl + id); }'
    expect(await edgesOf(shop(`class Orders { ${field} ${both} }`))).toEqual(['orders -> carts http (observed)'])
  })
})

it('takes no server of measures for a store', async () => {
  const edges = await edgesOf({
    'orders/Dockerfile': java,
    'orders/src/main/java/shop/Orders.java': 'class Orders {}',
    'orders/src/main/resources/application.yml':
      'management:\n  metrics:\n    export:\n      influx:\n        uri: http://influxdb:8086\n  influx:\n    metrics:\n      export:\n        uri: http://influxdb:8086\n',
    'compose.yaml': 'services:\n  orders: { build: orders }\n  influxdb: { image: influxdb }\n',
  })
  expect(edges).toEqual([])
})

it('reads the host that a variable holds until a setting says otherwise', async () => {
  const edges = await edgesOf({
    'asks/Dockerfile': node,
    'asks/index.js':
      'let host = "answers:4000"\nif (process.env.ANSWERS) host = process.env.ANSWERS\nlet other = "answers:4001"\nawait axios.get(`http://${host}/a`)\n',
    'answers/Dockerfile': node,
    'answers/index.js': 'require("express")().listen(4000)',
  })
  expect(edges).toEqual(['asks -> answers http (observed)'])
})

it('reads what the script that an image starts falls back on', async () => {
  const edges = await edgesOf({
    'proxy/Dockerfile': 'FROM nginx\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
    'proxy/default.conf.template':
      'upstream ads { server ${ADS_UPSTREAM}; }\nserver { location / { proxy_pass http://ads/; } }\n',
    'proxy/docker-entrypoint.sh': 'export ADS_UPSTREAM=${ADS_UPSTREAM:-http://ads:3030}\nexec nginx\n',
    'proxy/try.sh': 'curl ${CARTS_URL:-http://carts:80}\n',
    'ads/Dockerfile': node,
    'ads/index.js': '1',
    'carts/Dockerfile': node,
    'carts/index.js': '1',
  })
  expect(edges).toContain('proxy -> ads http (observed)')
  expect(edges).not.toContain('proxy -> carts http (observed)')
})

it('finds a page whose images for development and for production lie in folders of their own', async () => {
  const services = await servicesOf({
    'Web/WebClient/docker-dev/Dockerfile': 'FROM node:24\nCMD ["npm", "start"]\n',
    'Web/WebClient/docker-prod/Dockerfile': 'FROM node:24 AS build\nFROM nginx\n',
    'Web/WebClient/package.json': '{ "name": "web-client" }',
    'Web/WebClient/src/main.ts': 'export {}',
    'orders/Dockerfile': node,
    'orders/index.js': '1',
  })
  expect(services.map((each) => each.toLowerCase())).toContain('webclient at web/webclient')
})
