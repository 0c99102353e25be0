import { expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

const opens = (driver: string, name: string): string =>
  `package main\n\nimport (\n\t"database/sql"\n\t_ "${driver}"\n)\n\nfunc ${name}() { sql.Open("${name}", dsn) }\n`
const program = {
  'orders/Dockerfile': 'FROM golang:1.25\nCOPY . .\nCMD ["/orders"]\n',
  'orders/go.mod':
    'module example.com/orders\nrequire github.com/lib/pq v1.10.9\nrequire github.com/go-sql-driver/mysql v1.9.0\n',
  'orders/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
  'orders/postgres.go': opens('github.com/lib/pq', 'postgres'),
  'orders/mysql.go': opens('github.com/go-sql-driver/mysql', 'mysql'),
}
const compose = (given: string): string => `services:\n  orders: { build: orders, environment: { ${given} } }\n`

it('takes of the databases that a program can speak with the one that it is told to take', async () => {
  expect(await edgesOf({ ...program, 'compose.yaml': compose('LOG_LEVEL: info') })).toEqual([
    'orders -> mysql of orders database (observed)',
    'orders -> postgres of orders database (observed)',
  ])
  expect(await edgesOf({ ...program, 'compose.yaml': compose('ORDERS_DB_DRIVER: mysql') })).toEqual([
    'orders -> mysql of orders database (observed)',
  ])
})
