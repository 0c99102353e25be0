import { expect, it } from 'vitest'
import { servicesOf, type Tree } from './graph-of.ts'

const module = (name: string): Tree => ({
  [`${name}/build.gradle`]: "plugins { id 'org.springframework.boot' }\n",
  [`${name}/src/main/java/App.java`]:
    '@SpringBootApplication public class App { public static void main(String[] args) { SpringApplication.run(App.class, args); } }',
})
const stage = (name: string): string => `FROM eclipse-temurin:21 AS ${name}\nCOPY --from=build /w/${name}/* /w/\n`

it('knows what compose builds by the stage that the image ends with, and leaves out what packs the program of others', async () => {
  const tree = {
    ...module('gateway'),
    ...module('orders-service'),
    Dockerfile: `FROM gradle AS build\nCOPY . .\n${stage('gateway')}${stage('orders-service')}FROM prom/prometheus AS metrics\nCOPY p.yml .\n`,
    'compose.yaml':
      'services:\n  edge: { build: { context: ., target: gateway } }\n  orders: { build: { context: ., target: orders-service } }\n  metrics: { build: { context: ., target: metrics } }\n',
  }
  expect(await servicesOf(tree)).toEqual(['edge at gateway', 'orders at orders-service'])
})
