import { expect, it } from 'vitest'
import { maskedLine } from '../../src/report/masked-line.ts'

it.each([
  ['fetch("http://cart:80/x?token=abc", {})', 'fetch("http://cart:80/x?***", {})'],
  ['sql.Open("mysql", "pay:abc@tcp(db:3306)/pay")', 'sql.Open("mysql", "***@tcp(db:3306)/pay")'],
  ['new SqlConnection("Server=db;User Id=sa;Pwd=abc");', 'new SqlConnection("Server=db;User Id=sa;Pwd=***");'],
  ['connect("host=db user=cart password=abc")', 'connect("host=db user=cart password=***")'],
  ['pg = "postgres://me:p@ss@db:5432/shop"', 'pg = "postgres://***@db:5432/shop"'],
  ['CMD php artisan serve --key=abc', 'CMD php artisan serve --key=***'],
  ['ENV API_TOKEN=abc PORT=80', 'ENV API_TOKEN=*** PORT=80'],
  ['ENV PASSWORD abc', 'ENV PASSWORD ***'],
  ['  - { name: DB_PASSWORD, value: abc }', '  - { name: DB_PASSWORD, value: *** }'],
  ['  - { name: CART_URL, value: "http://cart:80" }', '  - { name: CART_URL, value: "http://cart:80" }'],
  ['new PDO("mysql:host=db;dbname=ph", "ph", "abc");', 'new PDO("mysql:host=db;dbname=ph", "***", "***");'],
  ['command: ["--requirepass", "abc", "--api-key=abc"]', 'command: ["--requirepass", "abc", "--api-key=***"]'],
  ['headers: { authorization: "Bearer abc" }', 'headers: { authorization: "***" }'],
  ['stripe: sk_live_abc', 'stripe: ***'],
  ["CREATE USER cart WITH PASSWORD 'abc';", "CREATE USER cart WITH PASSWORD '***';"],
  // What says nothing secret stays as it is.
  ['const token = process.env.TOKEN', 'const token = process.env.TOKEN'],
  ['token := os.Getenv("TOKEN")', 'token := os.Getenv("TOKEN")'],
  ["import { x } from '../../products/main.ts'", "import { x } from '../../products/main.ts'"],
  ['image: registry.example.com/web:1.2', 'image: registry.example.com/web:1.2'],
])('%s', (line, expected) => {
  expect(maskedLine(line).text).toBe(expected)
})

it('masks every value of a file of settings but addresses, and the value below a name', () => {
  expect(maskedLine('SESSION=abc', { file: 'web/.env.local' }).text).toBe('SESSION=***')
  expect(maskedLine('CART_URL=http://u:p@cart:80', { file: '.env' }).text).toBe('CART_URL=http://***@cart:80')
  expect(maskedLine('    value: abc', { before: '  - name: DB_PASSWORD' }).text).toBe('    value: ***')
  expect(maskedLine('    value: abc', { before: '  - name: LEVEL' }).text).toBe('    value: abc')
})

it('masks what a Secret holds of an address with a login, in base64', () => {
  const value = Buffer.from('postgres://app:abc@db/shop').toString('base64')
  expect(maskedLine(`  url: ${value}`, { file: 'k8s/secret.yaml' }).text).toBe('  url: ***')
  expect(maskedLine('  image: registry', { file: 'k8s/a.yaml' }).text).toBe('  image: registry')
})

it('keeps the word that is spoken of', () => {
  const line = 'db.connect("orders", "abc")'
  expect(maskedLine(line, { column: 13 }).text).toBe('db.connect("orders", "***")')
})

it('knows where columns are behind what it masks', () => {
  const { text, columnOf } = maskedLine('a: http://user:password@host/x b')
  expect(text).toBe('a: http://***@host/x b')
  expect(columnOf(1)).toBe(1)
  expect(columnOf(32)).toBe(22)
  expect(columnOf(15)).toBe(11)
})
