import { expect, it } from 'vitest'
import { holdsSecret, toldBySecret } from '../../src/facts/kubernetes/secret-value.ts'

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

it.each([
  ['DB_PASSWORD', 'k9-rain-44', true],
  ['dbPassword', 'k9-rain-44', true],
  ['DB_PASS', 'k9-rain-44', true],
  ['url', 'postgres://shop:k9-rain-44@db/x', true],
  ['DB_PASSWORD', 'TODO', false],
  ['DB_PASSWORD', '%DB_PASSWORD%', false],
  ['DB_PASSWORD', '__DB_PASSWORD__', false],
  ['DB_PASSWORD', '@@db.password@@', false],
  ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:1:secret:db-x', false],
  ['DB_PASSWORD', 'gcp:secretmanager:projects/shop/secrets/db', false],
  ['url', 'postgres://u:PASSWORD@db/x', false],
  ['url', 'postgres://user:password@db/x', false],
  ['url', 'postgres://u:***@db/x', false],
  ['SHOP_DB_SECRET', 'shop-db', false],
  ['AWS_SECRET_ACCESS_KEY', 'test', false],
])('whether %s=%s is one: %s', (key, value, expected) => {
  expect(holdsSecret(key, value, false)).toBe(expected)
})

it('takes the name of a login beside its secret for none', () => {
  const keys = ['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY']
  expect(keys.map((key) => holdsSecret(key, 'k9-rain-44', false, keys))).toEqual([false, true])
  expect(holdsSecret('DB_SECRET_KEY', 'k9-rain-44', false, ['DB_SECRET_KEY', 'DB_SECRET_NAME'])).toBe(false)
})
