import { describe, expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { masked } from '../../src/facts/secrets/masked.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - name: app
          image: orders:1
          args: ["--db-password=hidden1", "--token", "hidden2", "--url", "http://me:hidden3@users:80"]
          env:
            - { name: DB_PASSWORD, value: hidden4 }
            - { name: DATABASE_URL, value: "postgresql://app:hidden5@db:5432/shop?password=hidden6" }
          readinessProbe: { httpGet: { path: "/readyz?token=hidden7", port: 80 } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  api-token: hidden8
  application.yml: |
    spring:
      datasource:
        url: jdbc:postgresql://db:5432/shop
        password: hidden9
`

it('keeps no secret in a fact, whatever file it stands in', async () => {
  const { facts } = await collectFacts(
    memoryRepository({
      'k8s/orders.yaml': deployment,
      'compose.yaml':
        'services:\n  orders:\n    image: orders\n    command: serve --api-key hidden10\n    environment:\n      MYSQL_DSN: "root:hidden11@tcp(db:3306)/shop"\n      STRIPE: sk_live_hidden12\n',
      Dockerfile: 'FROM a\nENV JWT_SECRET=hidden13\nRUN curl -u me:hidden14 https://x\nCMD serve --password hidden15\n',
      'main.py': 'import os\nTOKEN = os.getenv("API_TOKEN", "hidden16")\n',
      '.env': 'FOO_URL=http://a:8000?sig=hidden17\n',
    }),
  )
  expect(JSON.stringify(facts).match(/hidden\d+/g)).toBeNull()
  const told = facts.flatMap((fact) => (fact.kind === 'env-set' ? [`${fact.name}=${fact.value}`] : []))
  expect(told).toContain('DATABASE_URL=postgresql://app:(secret)@db:5432/shop?password=(secret)')
})

describe('what may be known of a text', () => {
  it.each([
    ['psql "postgres://me:hidden@db/shop"', 'psql "postgres://me:(secret)@db/shop"'],
    ['java -Ddb.password="hidden it" -jar a.jar', 'java -Ddb.password="(secret)" -jar a.jar'],
    ['curl -H "Authorization: Bearer hidden"', 'curl -H "Authorization: Bearer (secret)"'],
    ['serve --key=hidden --env SECRET_KEY=hidden', 'serve --key=(secret) --env SECRET_KEY=(secret)'],
    ['mysqldump -h db -uroot -phidden shop', 'mysqldump -h db -uroot -p(secret) shop'],
    ['user admin insecure-password hidden', 'user admin insecure-password (secret)'],
    ['git+https://me:hidden@host/a.git', 'git+https://me:(secret)@host/a.git'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as compose and Spring have them
    ['postgres://${USER:-me}:${PASSWORD:-hidden}@db', 'postgres://${USER:-me}:${PASSWORD:-(secret)}@db'],
    ['docker login -u me -p hidden', 'docker login -u me -p (secret)'],
    ['password: hidden\nuser: me\n', 'password: (secret)\nuser: me\n'],
    ['Server=db;Database=shop;Password=hidden', 'Server=db;Database=shop;Password=(secret)'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected)
  })

  it.each([
    'serve --port 8080 --token-file /run/token',
    'serve --password $PASSWORD --secret <secret>',
    'TOKEN_URL=http://auth:80/token',
    'postgres://me:$PASSWORD@db/shop',
    'postgres://me:PASSWORD@db/shop',
    'postgres://user:password@db/shop',
    'docker run -p 8080:80 -u 1000 orders',
    'secret:\n  name: orders\n',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as compose has it
    'postgres://${USER:-me}:${PASSWORD:?needed}@db/shop',
  ])('%s is no secret', (text) => {
    expect(masked(text)).toBe(text)
  })
})

it('takes no longer than the text is long', () => {
  const start = process.cpuUsage()
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as compose has it
  for (const part of ['://${a}', '://a', '?key', 'password', 'login -p', 'mysql ', '${password', 'a:', '-u a', '@']) {
    masked(part.repeat(5000))
  }
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1500)
})
