import { expect, it } from 'vitest'
import { holdsSecretInside } from '../../src/facts/secrets/inside.ts'

it.each([
  'amqp://shop:(secret)@mq:5672/',
  'Server=db;User Id=sa;Password=(secret);TrustServerCertificate=true',
  'nacos://nacos:8848?username=nacos&password=(secret)',
  'server.port=8080\njdbc.password=(secret)\n',
  '{ "jwt": { "secretKey": "(secret)" } }',
  'spring:\n  datasource:\n    password: (secret)\n',
  'serve --db-password=(secret) --port 80',
  'serve --db-password (secret) --port 80',
  'java -Ddb.password=(secret) -jar app.jar',
])('%s', (text) => {
  expect(holdsSecretInside(text)).toBe(true)
})

it.each([
  'http://orders:8080/v1',
  '<match>\n  password "(secret)"\n</match>',
  'claim: (secret)',
  'curl http://orders?code=(secret)',
  'echo ***',
  'serve --db-password *** --port 80',
  'postgres://u:***@db',
])('not %s', (text) => {
  expect(holdsSecretInside(text)).toBe(false)
})
