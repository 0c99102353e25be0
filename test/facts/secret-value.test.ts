import { expect, it } from 'vitest'
import { toldBySecret } from '../../src/facts/kubernetes/secret-value.ts'

it.each([
  ['DATABASE_URL', 'postgres://app:hidden@db:5432/shop?sslmode=disable&password=hidden', 'postgres://db:5432/shop'],
  ['dsn', 'root:hidden@tcp(mysql:3306)/shop?parseTime=true', 'mysql://mysql:3306/shop'],
  ['ConnectionStrings__Shop', 'Server=sql;Database=Shop;User Id=sa;Password=hidden', 'sqlserver://sql/Shop'],
  // The path of a hook is its secret.
  ['SLACK_URL', 'https://hooks.example.com/services/hidden', 'https://hooks.example.com'],
  ['DB_HOST', 'db.shop.svc', 'db.shop.svc'],
  ['kafka-brokers', 'kafka:9092', 'kafka:9092'],
  ['DB_NAME', 'shop', 'shop'],
  ['DB_SERVERNAME', 'db', 'db'],
  ['PROXY_USERS_SERVICE', 'users:8080', 'users:8080'],
  // Who logs in, and with what.
  ['users', 'admin:12345', undefined],
  ['DB_USER', 'app', undefined],
  ['DB_PASSWORD', 'hidden', undefined],
  ['JWT_KEY', 'hidden', undefined],
])('%s=%s', (key, value, expected) => {
  expect(toldBySecret(key, value, false)).toBe(expected)
  expect(toldBySecret(key, Buffer.from(value).toString('base64'), true)).toBe(expected)
})

it('tells nothing of what is no base64, or no text', () => {
  expect(toldBySecret('DB_HOST', 'not base64!', true)).toBeUndefined()
  expect(toldBySecret('DB_HOST', Buffer.from([0, 1, 2, 250]).toString('base64'), true)).toBeUndefined()
})
